package com.traitly.streams.freshness;

import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.streams.freshness.Aim.Gap;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Says whether a reader has read all records of a partition although it is not at the end:
 * transaction markers and aborted records take offsets, but no reader gets them. Asked about the
 * same offset a second time, it reads the partition from there. Used by one thread.
 */
final class TransactionMarkerGaps {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final KafkaAccess kafka;
  private final Map<Gap, Long> emptyUpTo = new HashMap<>();
  private Set<Gap> askedBefore = new HashSet<>();
  private Set<Gap> asked = new HashSet<>();
  private Map<Gap, Long> unknown = new HashMap<>();

  TransactionMarkerGaps(KafkaAccess kafka) {
    this.kafka = kafka;
  }

  /** Whether it is known that there are no records between a reader's offset and another one. */
  boolean nothingUpTo(Gap gap, long end) {
    asked.add(gap);
    if (emptyUpTo.getOrDefault(gap, -1L) >= end) {
      return true;
    }
    unknown.merge(gap, end, Math::max);
    return false;
  }

  /** Reads the partitions whose readers have not moved since the last call. */
  void read() {
    Map<TopicPartition, Gap> again = new HashMap<>();
    for (Gap gap : unknown.keySet()) {
      if (askedBefore.contains(gap)) {
        again.put(gap.partition(), gap);
      }
    }
    askedBefore = asked;
    asked = new HashSet<>();
    emptyUpTo.keySet().retainAll(askedBefore);
    if (!again.isEmpty()) {
      try (Consumer<byte[], byte[]> consumer = kafka.bytesReader()) {
        read(consumer, again);
      }
    }
    unknown = new HashMap<>();
  }

  private void read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Gap> gaps) {
    consumer.assign(gaps.keySet());
    gaps.forEach((partition, gap) -> consumer.seek(partition, gap.from()));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Set<TopicPartition> open = new HashSet<>(gaps.keySet());
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      Set<TopicPartition> filled = consumer.poll(POLL).partitions();
      open.removeAll(filled);
      consumer.pause(filled);
      open.removeIf(partition -> {
        Gap gap = gaps.get(partition);
        long position = consumer.position(partition, PATIENCE);
        emptyUpTo.merge(gap, position, Math::max);
        return position >= unknown.getOrDefault(gap, 0L);
      });
    }
  }
}
