package com.traitly.gateway.redrive;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the records that a topic has now, from its beginning or from given offsets, then stops. */
final class TopicRange {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private TopicRange() {}

  /** Reads all of a topic. */
  static <K, V> void readAll(
      KafkaConsumer<K, V> consumer, String topic, Predicate<ConsumerRecord<K, V>> wantsMore) {
    Map<TopicPartition, Long> from =
        consumer.partitionsFor(topic).stream()
            .collect(
                Collectors.toMap(
                    each -> new TopicPartition(each.topic(), each.partition()), each -> 0L));
    Map<TopicPartition, Long> to = consumer.endOffsets(from.keySet());
    read(consumer, from, to, wantsMore);
  }

  /**
   * Reads between offsets.
   *
   * @param from inclusive; records that the topic no longer has are skipped
   * @param to exclusive
   * @param wantsMore takes each record; false stops the reading
   * @throws ApiException {@code unavailable} when it takes too long
   */
  static <K, V> void read(
      KafkaConsumer<K, V> consumer,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      Predicate<ConsumerRecord<K, V>> wantsMore) {
    consumer.assign(from.keySet());
    Map<TopicPartition, Long> first = consumer.beginningOffsets(from.keySet());
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(from.keySet()));
    to.forEach((partition, end) -> ends.merge(partition, end, Math::min));
    from.forEach((partition, offset) ->
        consumer.seek(partition, Math.max(offset, first.getOrDefault(partition, 0L))));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() > deadline) {
        throw ApiException.retryLater(
            ErrorCode.UNAVAILABLE, "The dead letters could not be read in time; try again", 5);
      }
      for (ConsumerRecord<K, V> record : consumer.poll(POLL)) {
        if (!wantsMore.test(record)) {
          return;
        }
      }
    }
  }
}
