package com.traitly.systemtests.stored;

import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.systemtests.expected.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  private final Noted<Map<String, @Nullable Object>> values = new Noted<>();

  /** New announcements by id. */
  private final Map<String, byte[]> announcements = new LinkedHashMap<>();

  private final Topics topics;

  TopicLook(String bootstrap, Topics topics, Findings findings) {
    this.topics = topics;
    this.findings = findings;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        Stream.concat(
                topics.announcementNames().stream(),
                Stream.of(
                        topics.events(),
                        topics.customers(),
                        topics.customerProfiles(),
                        topics.goals(),
                        topics.goalDrafts(),
                        topics.goalLifecycle(),
                        topics.deadLetters())
                    .map(Topic::name))
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList());
  }

  Topics topics() {
    return topics;
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
  List<Map<String, @Nullable Object>> of(Topic<?, ?> topic) {
    return values.all(topic.name());
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
    values.forget();
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
    if (topics.announcementNames().contains(record.topic())) {
      byte[] id = record.headers().lastHeader("id").value();
      announcements.put(new String(id, StandardCharsets.UTF_8), record.value());
    }
    try {
      values.add(record.topic(), StrictJson.object(StrictJson.read(record.value())));
    } catch (IllegalArgumentException e) {
      findings.unreadable(
          "a record of %s that nobody can read: %s".formatted(record.topic(), e.getMessage()),
          record.value());
    }
  }
}
