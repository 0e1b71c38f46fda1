package com.traitly.benchmarks.harness;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;

/**
 * Reads the content of a store from its changelog: what was committed, without what is in progress.
 */
public final class Changelog {
  private static final Duration POLL = Duration.ofMillis(200);

  private Changelog() {}

  /** Sums a figure over the newest values of all keys. */
  public static long sum(Broker broker, String topic, ToLongFunction<byte[]> figure) {
    Map<Bytes, Long> newest = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = broker.access("").bytesReader()) {
      List<TopicPartition> partitions = Broker.partitions(topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          newest.put(
              Bytes.wrap(each.key()), each.value() == null ? 0 : figure.applyAsLong(each.value()));
        }
      }
    }
    return newest.values().stream().mapToLong(Long::longValue).sum();
  }
}
