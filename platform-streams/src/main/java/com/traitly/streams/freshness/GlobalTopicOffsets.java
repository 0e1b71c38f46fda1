package com.traitly.streams.freshness;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The offsets up to which one-partition topics are applied that every process of a kind reads as a
 * whole, such as definitions. A reader of any state in the process can wait for a write to them.
 * Thread-safe.
 */
public final class GlobalTopicOffsets {
  private final Set<String> topics;
  private final Map<String, Long> next = new HashMap<>();

  /** Begins with nothing of these topics applied. */
  public GlobalTopicOffsets(Set<String> topics) {
    this.topics = Set.copyOf(topics);
  }

  /** Whether a topic is among them. */
  public boolean contain(String topic) {
    return topics.contains(topic);
  }

  /** Called when all state here includes the record at this offset; other topics are ignored. */
  public synchronized void applied(String topic, long offset) {
    if (topics.contains(topic)) {
      next.merge(topic, offset + 1, Math::max);
      notifyAll();
    }
  }

  /** Waits until the record at this offset is included; false when that takes too long. */
  synchronized boolean await(String topic, long offset, Duration atMost)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (next.getOrDefault(topic, 0L) <= offset) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
