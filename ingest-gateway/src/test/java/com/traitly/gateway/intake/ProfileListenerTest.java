package com.traitly.gateway.intake;

import static com.traitly.gateway.GatewayFixture.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topic;
import com.traitly.platform.kafka.UnreadableRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProfileListenerTest {
  private static final Topic<AccountKey, CustomerProfile> TOPIC = TOPICS.customerProfiles();
  private static final Duration LONG = Duration.ofSeconds(30);

  private final BlockingQueue<MockConsumer<byte[], byte[]>> consumers = new LinkedBlockingQueue<>();
  private final ProfileListener heard =
      new ProfileListener(
          TOPIC,
          2,
          this::next,
          new UnreadableRecords(
              "t.dead-letters",
              new SimpleMeterRegistry(),
              () ->
                  new MockProducer<>(
                      true, null, new ByteArraySerializer(), new ByteArraySerializer())));

  @AfterEach
  void stop() {
    consumers.add(consumer(0));
    heard.close();
  }

  @Test
  void untilAllIsReadAnybodyMayBeKnownThenThoseWhoAre() {
    assertThat(heard.mayBeKnown(key("a"))).isTrue();

    MockConsumer<byte[], byte[]> first = consumer(1);
    first.schedulePollTask(() -> first.addRecord(record("a", 0, "t-0@1")));
    consumers.add(first);

    await().until(() -> !heard.mayBeKnown(key("b")));
    assertThat(heard.mayBeKnown(key("a"))).isTrue();
    heard.accepted(KeySerde.bytes(key("b")));
    assertThat(heard.mayBeKnown(key("b"))).isTrue();
  }

  @Test
  void aWriteIsGivenTheProfileItLedToHoweverEarlyItComes() throws Exception {
    MockConsumer<byte[], byte[]> first = consumer(0);
    consumers.add(first);
    await().until(() -> !heard.mayBeKnown(key("a")));
    ProfileWatch early = heard.watch(key("a"));
    ProfileWatch late = heard.watch(key("a"));
    ProfileWatch other = heard.watch(key("b"));
    CompletableFuture<CustomerProfile> waiting = late.of("t-0@2", LONG);

    first.schedulePollTask(() -> {
      first.addRecord(record("a", 0, "t-0@1"));
      first.addRecord(garbage(1));
      first.addRecord(record("a", 2, "t-0@2"));
    });

    assertThat(waiting.get(30, TimeUnit.SECONDS).name()).isEqualTo("t-0@2");
    assertThat(early.of("t-0@1", LONG).get(30, TimeUnit.SECONDS).name()).isEqualTo("t-0@1");
    assertThatThrownBy(() -> other.of("t-0@1", Duration.ofMillis(1)).get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void whatTheTopicLostIsPassedOver() {
    MockConsumer<byte[], byte[]> first = consumer(0);
    consumers.add(first);
    await().until(() -> !heard.mayBeKnown(key("a")));

    first.setPollException(
        new OffsetOutOfRangeException(Map.of(new TopicPartition(TOPIC.name(), 0), 1L)));
    MockConsumer<byte[], byte[]> second = consumer(0);
    second.schedulePollTask(() -> second.addRecord(record("a", 0, "t-0@1")));
    consumers.add(second);

    await().until(() -> heard.mayBeKnown(key("a")));
  }

  private MockConsumer<byte[], byte[]> next() {
    try {
      return consumers.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MockConsumer<byte[], byte[]> consumer(long end) {
    TopicPartition zero = new TopicPartition(TOPIC.name(), 0);
    TopicPartition one = new TopicPartition(TOPIC.name(), 1);
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.updateBeginningOffsets(Map.of(zero, 0L, one, 0L));
    consumer.updateEndOffsets(Map.of(zero, end, one, 0L));
    return consumer;
  }

  private static AccountKey key(String id) {
    return new AccountKey("acme", id);
  }

  private static ConsumerRecord<byte[], byte[]> record(String id, long offset, String cause) {
    CustomerProfile profile =
        new CustomerProfile(
            "acme", id, 1, true, cause, null, null, null, null, null, null, Map.of());
    return record(id, offset, cause, TOPIC.value().serializer().serialize(TOPIC.name(), profile));
  }

  private static ConsumerRecord<byte[], byte[]> garbage(long offset) {
    return record("a", offset, "t-0@9", "garbage".getBytes(StandardCharsets.UTF_8));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String id, long offset, String cause, byte @Nullable [] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(TOPIC.name(), 0, offset, KeySerde.bytes(key(id)), value);
    RecordHeaders.put(record.headers(), RecordHeaders.CAUSE, cause);
    return record;
  }
}
