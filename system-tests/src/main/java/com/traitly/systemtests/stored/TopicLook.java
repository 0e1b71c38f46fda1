package com.traitly.systemtests.stored;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the topics that callers may read, and keeps the new records. Belongs to one thread. */
final class TopicLook implements AutoCloseable {
  private static final Duration WAIT = Duration.ofMillis(50);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Findings findings;

  /** New values by topic name, in the order of each partition. */
  private final Map<String, List<Map<String, @Nullable Object>>> values = new HashMap<>();

  /** New announcements by id. */
  private final Map<String, byte[]> announcements = new LinkedHashMap<>();

  private final Set<String> announcing;

  /**
   * Creates a reader of these topics.
   *
   * @param announcing the topics whose records are also sent as webhooks
   */
  TopicLook(String bootstrap, Set<String> topics, Set<String> announcing, Findings findings) {
    this.announcing = announcing;
    this.findings = findings;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    topics.forEach(topic ->
        consumer
            .partitionsFor(topic)
            .forEach(each -> all.add(new TopicPartition(topic, each.partition()))));
    consumer.assign(all);
  }

  /** Reads up to the current ends of the topics. */
  void readOn() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(WAIT).forEach(this::keep);
    }
  }

  /** Returns the values of a topic since the last {@link #forget}. */
  List<Map<String, @Nullable Object>> of(String topic) {
    return values.getOrDefault(topic, List.of());
  }

  /**
   * Returns the announcements since the last {@link #forget}, by id, in the order of each
   * partition.
   */
  Map<String, byte[]> announcements() {
    return announcements;
  }

  void forget() {
    announcements.clear();
    values.clear();
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Keeps a record; every published record must be readable JSON. */
  private void keep(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    if (announcing.contains(record.topic())) {
      byte[] id = record.headers().lastHeader("id").value();
      announcements.put(new String(id, StandardCharsets.UTF_8), record.value());
    }
    try {
      values
          .computeIfAbsent(record.topic(), any -> new ArrayList<>())
          .add(StrictJson.object(Objects.requireNonNull(StrictJson.read(record.value()))));
    } catch (IllegalArgumentException e) {
      findings.unreadable(
          "a record of %s that nobody can read: %s".formatted(record.topic(), e.getMessage()),
          record.value());
    }
  }
}
