package com.traitly.benchmarks.ceiling;

import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.streams.node.Store;
import com.traitly.streams.node.StreamsSettings;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The least that an outbox in Kafka Streams could do. It keeps an announcement in a RocksDB store
 * with a changelog until it is posted, writes each post to a topic, reads that topic and keeps the
 * posts in another such store. It does not sign, order, retry or select anything.
 */
public final class BareOutbox {
  private static final String NAME = "bare-outbox";
  private static final Serde<byte[]> BYTES = Serdes.ByteArray();
  private static final Store<byte[], byte[]> WAITING = new Store<>("waiting", BYTES, BYTES);
  private static final Store<byte[], byte[]> LOG = new Store<>("log", BYTES, BYTES);

  private BareOutbox() {}

  /**
   * Arguments: bootstrap servers, topic prefix, number of partitions, state directory, URL,
   * requests at once. Prints a line when it starts; posts until it is killed.
   */
  public static void main(String[] args) throws Exception {
    KafkaAccess kafka = new KafkaAccess(args[0], args[1], Integer.parseInt(args[2]), 1);
    Topics topics = new Topics(args[1]);
    try (BarePoster poster = new BarePoster(args[4], Integer.parseInt(args[5]));
        KafkaStreams streams =
            new KafkaStreams(
                topology(topics, poster),
                settings(kafka, topics, Path.of(args[3])).properties(kafka))) {
      streams.start();
      System.out.println("posting to " + args[4]);
      Thread.currentThread().join();
    }
  }

  /** Returns its consumer group under a topic prefix. */
  public static String group(KafkaAccess kafka) {
    return kafka.group(NAME);
  }

  /** Returns the same settings as the webhook-sender's. */
  private static StreamsSettings settings(KafkaAccess kafka, Topics topics, Path state) {
    return new StreamsSettings(
        group(kafka), NAME, state, false, 1, 0, "", topics.deadLetters().name());
  }

  private static Topology topology(Topics topics, BarePoster poster) {
    Serializer<byte[]> out = BYTES.serializer();
    Deserializer<byte[]> in = BYTES.deserializer();
    String attempts = topics.webhookAttempts().name();
    String[] announcements = topics.announcementNames().toArray(String[]::new);
    return new Topology()
        .addSource("announcements", in, in, announcements)
        .addProcessor("deliver", () -> new BareDelivery(WAITING.name(), poster), "announcements")
        .addStateStore(WAITING.onDisk(), "deliver")
        .addSink("tell", attempts, out, out, "deliver")
        .addSource("attempts", in, in, attempts)
        .addProcessor("keep", Keep::new, "attempts")
        .addStateStore(LOG.onDisk(), "keep");
  }

  private static final class Keep extends ContextualProcessor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      KeyValueStore<byte[], byte[]> log = context().getStateStore(LOG.name());
      log.put(record.key(), record.value());
    }
  }
}
