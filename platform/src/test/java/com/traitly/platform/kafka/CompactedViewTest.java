package com.traitly.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.metrics.MeterNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CompactedViewTest {
  private static final Topic<AccountKey, Long> TOPIC = new Topics("t.").tokenUses();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC.name(), 0);
  private static final AccountKey KEY = new AccountKey("acme", "k");

  private final BlockingQueue<MockConsumer<byte[], byte[]>> consumers = new LinkedBlockingQueue<>();
  private final MockProducer<byte[], byte[]> letters =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CompactedView<Long> view =
      new CompactedView<>(
          this::next,
          TOPIC,
          Duration.ofMinutes(5),
          (key, before, after) -> heard.add(before + " to " + after),
          new UnreadableRecords("t.dead-letters", meters, () -> letters));

  @AfterEach
  void stop() {
    consumers.add(consumer(0));
    view.close();
  }

  @Test
  void whatFailsIsTriedAgainFromWhereItWas() {
    MockConsumer<byte[], byte[]> first = consumer(1);
    first.schedulePollTask(() -> first.addRecord(record(0, 7L)));
    consumers.add(first);
    await().until(() -> view.notReadyBecause().isEmpty());

    first.setPollException(new KafkaException("no longer allowed"));
    MockConsumer<byte[], byte[]> second = consumer(2);
    second.schedulePollTask(() -> second.addRecord(record(1, 8L)));
    consumers.add(second);

    await().until(() -> heard.size() == 2);
    assertThat(heard).containsExactly("null to 7", "7 to 8");
    assertThat(view.all().get(KEY)).isEqualTo(8L);
  }

  @Test
  void whatTheTopicLostIsForgottenAndReadAgain() {
    MockConsumer<byte[], byte[]> first = consumer(1);
    first.schedulePollTask(() -> first.addRecord(record(0, 7L)));
    consumers.add(first);
    await().until(() -> view.notReadyBecause().isEmpty());

    first.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION, 1L)));

    await().until(() -> view.all().get(KEY) == null);
    assertThat(view.notReadyBecause()).contains("still reading t.token-uses");
    consumers.add(consumer(0));
    await().until(() -> view.notReadyBecause().isEmpty());
    assertThat(heard).containsExactly("null to 7", "7 to null");
  }

  @Test
  void whatCannotBeReadIsPassedOver() {
    MockConsumer<byte[], byte[]> first = consumer(4);
    first.schedulePollTask(() -> {
      first.addRecord(record(0, 7L));
      byte[] value = first.toString().getBytes(StandardCharsets.UTF_8);
      first.addRecord(new ConsumerRecord<>(TOPIC.name(), 0, 1, KeySerde.bytes(KEY), value));
      first.addRecord(new ConsumerRecord<>(TOPIC.name(), 0, 2, null, value));
      first.addRecord(new ConsumerRecord<>(TOPIC.name(), 0, 3, new byte[] {-1}, value));
    });
    consumers.add(first);

    await().until(() -> view.notReadyBecause().isEmpty());
    assertThat(view.all()).isEqualTo(Map.of(KEY, 7L));
    assertThat(meters.counter(MeterNames.RECORDS_PASSED_OVER, "topic", TOPIC.name()).count())
        .isEqualTo(3);
    assertThat(letters.history()).hasSize(3);
  }

  private MockConsumer<byte[], byte[]> next() {
    try {
      return consumers.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MockConsumer<byte[], byte[]> consumer(long end) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    return consumer;
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, long value) {
    byte[] bytes = TOPIC.value().serializer().serialize(TOPIC.name(), value);
    return new ConsumerRecord<>(TOPIC.name(), 0, offset, KeySerde.bytes(KEY), bytes);
  }
}
