package com.traitly.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Up to where each source partition has been applied to the state, so that a reader can wait for a
 * write. Thread-safe.
 */
public final class AppliedOffsets {
  private final Map<TopicPartition, Long> applied = new HashMap<>();

  /** Called by a processor after it applied a record. */
  public void applied(RecordMetadata record) {
    applied(record.topic(), record.partition(), record.offset());
  }

  /** Called when the state includes the record at this offset. */
  public synchronized void applied(String topic, int partition, long offset) {
    applied.merge(new TopicPartition(topic, partition), offset, Math::max);
    notifyAll();
  }

  /** Waits until the state includes the record at this offset; false when that takes too long. */
  public synchronized boolean await(String topic, int partition, long offset, Duration atMost)
      throws InterruptedException {
    TopicPartition source = new TopicPartition(topic, partition);
    long deadline = System.nanoTime() + atMost.toNanos();
    while (applied.getOrDefault(source, -1L) < offset) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
