package com.traitly.benchmarks.ceiling;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * The least that a stream processor could do: counts the records of each key in a RocksDB store,
 * exactly once, and writes each new count to a topic.
 */
public final class BareCount {
  /** The name of the store. */
  public static final String STORE = "counts";

  private BareCount() {}

  /**
   * Arguments: bootstrap servers, application id, topic to read, topic to write, state directory,
   * commit interval in milliseconds, threads. Prints a line when it runs; counts until it is
   * killed.
   */
  public static void main(String[] args) throws InterruptedException {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(args[2], Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .groupByKey(Grouped.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .count(
            Materialized.<byte[], Long>as(Stores.persistentKeyValueStore(STORE))
                .withKeySerde(Serdes.ByteArray())
                .withValueSerde(Serdes.Long()))
        .toStream()
        .to(args[3], Produced.with(Serdes.ByteArray(), Serdes.Long()));
    try (KafkaStreams streams = new KafkaStreams(builder.build(), settings(args))) {
      streams.start();
      System.out.println("counting " + args[1]);
      Thread.currentThread().join();
    }
  }

  private static Properties settings(String... args) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, args[1]);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, args[4]);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, args[5]);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, args[6]);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // No update is hidden in a cache, as in the stream-processor.
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    return settings;
  }
}
