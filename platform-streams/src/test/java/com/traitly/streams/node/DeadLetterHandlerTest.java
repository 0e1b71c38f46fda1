package com.traitly.streams.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.UnreadableRecords;
import com.traitly.platform.metrics.MeterNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables and tasks continue after records that they cannot read or apply. */
class DeadLetterHandlerTest {
  private static final Topics TOPICS = new Topics("t.");
  private static final byte[] KEY = "acme|k".getBytes(UTF_8);
  private static final byte[] USE = "{\"last_used_at\":7}".getBytes(UTF_8);

  @TempDir private Path directory;
  private final MockProducer<byte[], byte[]> letters =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<AccountKey, Long> kept = new HashMap<>();
  private final List<Long> applied = new ArrayList<>();

  @Test
  void aTableKeepsWhatItHadAndGoesOn() {
    Topology topology = new Topology();
    new GlobalTable<>(
            new Store<>("uses", KeySerde.instance(), TOPICS.tokenUses().value()),
            TOPICS.tokenUses(),
            (key, value) -> {
              if (value != null && value == 13) {
                throw new IllegalStateException("of no use");
              }
              kept.put(key, value);
            })
        .addTo(topology, at -> applied.add(at.offset()));
    topology.addSource(
        "any", new ByteArrayDeserializer(), new ByteArrayDeserializer(), TOPICS.events().name());
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, properties())) {
      TestInputTopic<byte[], byte[]> input = bytes(driver, TOPICS.tokenUses().name());
      input.pipeInput(KEY, USE);
      input.pipeInput(KEY, "not JSON".getBytes(UTF_8));
      input.pipeInput(new byte[] {(byte) 0xF5}, USE);
      input.pipeInput(null, USE);
      input.pipeInput(KEY, "{\"last_used_at\":13}".getBytes(UTF_8));
      input.pipeInput("acme|other".getBytes(UTF_8), USE);

      assertThat(kept)
          .isEqualTo(Map.of(new AccountKey("acme", "k"), 7L, new AccountKey("acme", "other"), 7L));
      assertThat(driver.getKeyValueStore("uses").get(new AccountKey("acme", "k"))).isEqualTo(7L);
      assertThat(applied).hasSize(6);
      assertThat(passedOver(TOPICS.tokenUses().name())).isEqualTo(4);
      assertThat(letters.history())
          .hasSize(4)
          .allSatisfy(each ->
              assertThat(RecordHeaders.text(each.headers(), "__streams.errors.topic"))
                  .isEqualTo(TOPICS.tokenUses().name()));
    }
  }

  @Test
  void aTaskWritesALetterAndGoesOn() {
    Topology topology = new Topology();
    topology.addSource(
        "read",
        TOPICS.tokenUses().key().deserializer(),
        TOPICS.tokenUses().value().deserializer(),
        TOPICS.tokenUses().name());
    topology.addProcessor(
        "apply",
        () ->
            new ContextualProcessor<AccountKey, Long, Void, Void>() {
              @Override
              public void process(Record<AccountKey, Long> record) {
                kept.put(record.key(), Math.addExact(record.value(), Long.MAX_VALUE - 7));
              }
            },
        "read");
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, properties())) {
      TestInputTopic<byte[], byte[]> input = bytes(driver, TOPICS.tokenUses().name());
      input.pipeInput(KEY, "not JSON".getBytes(UTF_8));
      input.pipeInput(KEY, "{\"last_used_at\":8}".getBytes(UTF_8));
      input.pipeInput(KEY, USE);

      assertThat(kept).hasSize(1);
      var letters =
          driver
              .createOutputTopic(
                  TOPICS.deadLetters().name(),
                  new ByteArrayDeserializer(),
                  new ByteArrayDeserializer())
              .readRecordsToList();
      assertThat(letters).hasSize(2);
      assertThat(new String(letters.get(0).value(), UTF_8)).isEqualTo("not JSON");
      assertThat(passedOver(TOPICS.tokenUses().name())).isEqualTo(2);
    }
  }

  @Test
  void aRecordWithoutATimeIsTheOldest() {
    TopicPartition partition = new TopicPartition("t", 0);
    ConsumerRecord<byte[], byte[]> timeless =
        new ConsumerRecord<>(
            "t",
            0,
            5,
            ConsumerRecord.NO_TIMESTAMP,
            null,
            1,
            1,
            KEY,
            USE,
            new org.apache.kafka.common.header.internals.RecordHeaders(),
            java.util.Optional.empty());
    ConsumerRecords<byte[], byte[]> polled =
        new ConsumerRecords<>(
            Map.of(partition, List.of(timeless)), Map.of(partition, new OffsetAndMetadata(6)));
    try (NonNegativeTimestamps times = new NonNegativeTimestamps()) {
      ConsumerRecords<byte[], byte[]> mended = times.onConsume(polled);
      assertThat(mended.records(partition))
          .singleElement()
          .satisfies(each -> {
            assertThat(each.timestamp()).isZero();
            assertThat(each.offset()).isEqualTo(5);
            assertThat(each.value()).isEqualTo(USE);
          });
      assertThat(mended.nextOffsets()).isEqualTo(polled.nextOffsets());
      assertThat(times.onConsume(mended)).isSameAs(mended);
    }
  }

  private double passedOver(String topic) {
    return meters.counter(MeterNames.RECORDS_PASSED_OVER, "topic", topic).count();
  }

  private static TestInputTopic<byte[], byte[]> bytes(TopologyTestDriver driver, String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Properties properties() {
    KafkaAccess nobody = new KafkaAccess("127.0.0.1:1", "t.", 1, 1);
    Properties properties =
        new StreamsSettings("t-test", "one", directory, false, 1, 0, "h:1", "t.dead-letters")
            .properties(nobody);
    properties.put(
        DeadLetterHandler.RECORDS, new UnreadableRecords("t.dead-letters", meters, () -> letters));
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    return properties;
  }
}
