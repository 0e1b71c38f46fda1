package com.traitly.streams.node;

import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.streams.state.StateKeys;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings of one streams application.
 *
 * @param applicationId consumer group and start of internal topic names
 * @param instanceId stable across restarts of this instance, distinct from the others'
 * @param stateDirectory kept between runs
 * @param exactlyOnce whether state, output and input offsets commit together
 * @param threads how many stream threads
 * @param standbys how many other instances follow each partition, if there are that many
 * @param advertised host:port at which others reach this instance's state
 * @param deadLetterTopic topic for records that cannot be read or handled
 */
public record StreamsSettings(
    String applicationId,
    String instanceId,
    Path stateDirectory,
    boolean exactlyOnce,
    int threads,
    int standbys,
    String advertised,
    String deadLetterTopic) {
  private static final int COMMIT_MILLIS = 100;
  // Punctuators run between polls, so a poll that waits long for records makes them late.
  private static final int POLL_MILLIS = 10;
  private static final int MAX_RECORD_BYTES = 16 << 20;
  // A dead letter is a record and the description of its failure.
  private static final int MAX_LETTER_BYTES = MAX_RECORD_BYTES + (1 << 20);

  /**
   * The settings of a service: its group is named after it, and its state and instance id lie in a
   * directory of its own under the data directory.
   *
   * @param advertised host:port of its state, empty when it answers no reads
   */
  public static StreamsSettings of(
      ServiceRuntime runtime, String service, boolean exactlyOnce, int threads, String advertised) {
    Path state = Path.of(runtime.config().get(CommonKeys.DATA_DIR), service);
    return new StreamsSettings(
        runtime.kafka().group(service),
        new StateDirectory(state).instanceId(),
        state,
        exactlyOnce,
        threads,
        runtime.config().get(StateKeys.STANDBYS),
        advertised,
        runtime.topics().deadLetters().name());
  }

  /**
   * The properties of a service's Kafka Streams client: it counts the records that it passes over.
   */
  public Properties properties(ServiceRuntime runtime) {
    Properties p = properties(runtime.kafka());
    p.put(DeadLetterHandler.RECORDS, runtime.unreadable());
    return p;
  }

  /** The properties of the Kafka Streams client; reliability comes before throughput. */
  public Properties properties(KafkaAccess kafka) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    p.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    p.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised);
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
    p.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        exactlyOnce ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    p.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replication());
    p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksDb.class);
    p.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, deadLetterTopic);
    p.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    p.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    p.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    p.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
    // Meters are scraped from this process; brokers get none.
    p.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    consumer(p);
    // A commit sends the waiting records, so lingering delays nobody, and an event costs a third as
    // much: its dozen records spread over all partitions of all changelogs, and each new batch
    // wakes the sender.
    p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 40);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    p.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 << 10);
    // One request at a time: while a transaction's partitions are being added, a second batch would
    // overtake the first, be refused as out of order, and be sent again.
    p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    // State that is too large for a changelog record would stop the client for good.
    p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_LETTER_BYTES);
    p.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
        Integer.toString(MAX_RECORD_BYTES));
    return p;
  }

  private void consumer(Properties p) {
    // Static membership: a restart within the session keeps its partitions without a rebalance.
    p.put(
        StreamsConfig.mainConsumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG), instanceId);
    p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
    p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
    p.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        NonNegativeTimestamps.class.getName());
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
  }
}
