package com.traitly.gateway.sources;

import static com.traitly.gateway.sources.TestSources.NOW;
import static com.traitly.gateway.sources.TestSources.TOPICS;
import static com.traitly.gateway.sources.TestSources.bytes;
import static com.traitly.gateway.sources.TestSources.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.SourcePosition;
import com.traitly.gateway.intake.Door;
import com.traitly.gateway.sources.mapping.RecordMapper;
import com.traitly.gateway.sources.mapping.Source;
import com.traitly.testkit.Seeded;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

@Seeded
class PartitionLaneTest {
  private static final String YAML =
      """
      sources:
        - topic: shop
          fields: {plan: header:plan}
          filter: [{from: header:kind, not_in: [skip]}]
      """;
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "customer_id",
    "name",
    "created_at",
    "1e400",
    "-0",
    "\\ud800",
    "\u0000",
    "é",
    "null",
    "true",
    "{\"customer_id\":\"a\",\"name\":\"b\"}",
    "  "
  };

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void everyRecordIsTakenOrADeadLetterOrPassedOverAndNeverTwoOfThem(RandomGenerator random) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      records.add(drawn(i, random));
    }
    lane().store(records);

    List<String> taken = new ArrayList<>();
    List<String> letters = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> each : producer.history()) {
      if (each.topic().equals(TOPICS.events().name())) {
        assertThat(TOPICS.events().readValue(each.value())).isNotNull();
        taken.add(RecordHeaders.text(each.headers(), RecordHeaders.CAUSE));
      } else if (each.topic().equals(TOPICS.deadLetters().name())) {
        letters.add(letter(each).origin());
      }
    }
    List<String> wanted =
        records.stream()
            .filter(each -> !"skip".equals(RecordHeaders.text(each.headers(), "kind")))
            .map(each -> "shop-0@" + each.offset())
            .toList();
    List<String> found = new ArrayList<>(taken);
    found.addAll(letters);
    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(taken).hasSizeGreaterThan(500).isSortedAccordingTo(PartitionLaneTest::byOffset);
    assertThat(letters).hasSizeGreaterThan(500);
    assertThat(count("taken")).isEqualTo(taken.size());
    assertThat(count("refused")).isEqualTo(letters.size());
    assertThat(count("passed-over")).isEqualTo(records.size() - wanted.size());
  }

  @Test
  void thePositionIsPartOfTheSameTransaction() {
    lane().store(List.of(record(41, null, bytes("{\"customer_id\":\"a\",\"name\":\"b\"}"))));

    assertThat(producer.commitCount()).isEqualTo(1);
    ProducerRecord<byte[], byte[]> last = producer.history().getLast();
    assertThat(TOPICS.sourcePositions().readKey(last.key())).hasToString("acme|shop/0");
    assertThat(TOPICS.sourcePositions().readValue(last.value()))
        .isEqualTo(new SourcePosition(42, 5));
  }

  @Test
  void nothingIsStoredOnceAnotherOwnerHasOpenedTheLane() {
    PartitionLane lane = lane();
    producer.fenceProducer();

    assertThatThrownBy(() ->
            lane.store(List.of(record(1, null, bytes("{\"customer_id\":\"a\",\"name\":\"b\"}")))))
        .isInstanceOf(ProducerFencedException.class);
    assertThat(producer.history()).isEmpty();
    assertThat(count("taken")).isZero();
  }

  @Test
  void aLetterHasTheAccountTheReasonTheOriginalKeyAndTheTimeItWasRead() {
    lane()
        .store(List.of(record(1, "some key", bytes("{\"customer_id\":\"c-1\"}"), "own", "header")));

    ProducerRecord<byte[], byte[]> stored = producer.history().getFirst();
    DeadLetter letter = letter(stored);
    assertThat(stored.timestamp()).isEqualTo(NOW);
    assertThat(letter.key()).hasToString("acme|c-1");
    assertThat(letter.message()).contains("name is required");
    assertThat(letter.excerpt()).isEqualTo("{\"customer_id\":\"c-1\"}");
    assertThat(RecordHeaders.text(stored.headers(), "own")).isEqualTo("header");
    assertThat(RecordHeaders.text(stored.headers(), "__streams.errors.key")).isEqualTo("some key");
  }

  @Test
  void aRecordLargerThanOurTopicsHoldLeavesALetterWithItsBeginning() {
    byte[] value = new byte[40 << 20];
    lane().store(List.of(record(1, "x".repeat(9 << 20), value)));

    ProducerRecord<byte[], byte[]> stored = producer.history().getFirst();
    assertThat(stored.value()).hasSize(8 << 20);
    assertThat(letter(stored).message()).contains("41,943,040 bytes");
  }

  private PartitionLane lane() {
    Source source = TestSources.of(YAML);
    PartitionLane lane =
        PartitionLane.open(
            new PartitionLane.Parts(
                source,
                RecordMapper.of(source, new Door(TOPICS)),
                TOPICS.sourcePositions(),
                SourceMeters.in(registry, source.name()),
                TOPICS.deadLetters().name(),
                InstantSource.fixed(Instant.ofEpochMilli(NOW))),
            0,
            producer);
    lane.resume(new SourcePosition(0, 5));
    return lane;
  }

  private static ConsumerRecord<byte[], byte[]> drawn(int offset, RandomGenerator random) {
    String[] headers =
        random.nextInt(10) == 0 ? new String[] {"kind", "skip"} : new String[] {"plan", "x"};
    byte[] value =
        switch (random.nextInt(6)) {
          case 0 -> null;
          case 1 -> {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            yield noise;
          }
          case 2 -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
              text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            yield bytes(text.toString());
          }
          case 3 -> {
            byte[] good = good(random);
            good[random.nextInt(good.length)] = (byte) random.nextInt(256);
            yield good;
          }
          default -> good(random);
        };
    return record(offset, random.nextBoolean() ? null : "key", value, headers);
  }

  private static byte[] good(RandomGenerator random) {
    return bytes(
        "{\"customer_id\":%d,\"name\":\"Paid\",\"created_at\":%d}"
            .formatted(random.nextInt(100), random.nextInt(2_000_000_000)));
  }

  private static int byOffset(String one, String other) {
    return Long.compare(offset(one), offset(other));
  }

  private static long offset(String place) {
    return Long.parseLong(place.substring(place.indexOf('@') + 1));
  }

  private double count(String outcome) {
    return registry
        .get("traitly.gateway.source-records.finished")
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  private static DeadLetter letter(ProducerRecord<byte[], byte[]> record) {
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).startsWith("acme|");
    return DeadLetter.of(0, 0, 0, record.key(), record.value(), record.headers()).orElseThrow();
  }
}
