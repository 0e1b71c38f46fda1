package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows without a look into the stores how many deliveries wait in each queue, at most, and exactly
 * which wait in the queues last used, of those that have been seen empty. The stores know the same,
 * but only by a walk past all that was removed. Not thread-safe.
 */
final class QueueMemory {
  private static final int COUNTERS = 1 << 17;
  private static final int MOST_QUEUES = 1 << 14;
  // A longer queue is forgotten, so that memory does not grow with the backlog.
  private static final int MOST_IN_QUEUE = 16;

  // Several queues may share a counter: most queues are empty or hold one delivery.
  private final int[] counters = new int[COUNTERS];
  private boolean allCounted;
  private final Map<DeliveryKey, Recent> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DeliveryKey, Recent> eldest) {
          return size() > MOST_QUEUES;
        }
      };

  /** What is known of a queue in which deliveries wait. */
  private static final class Recent {
    final TreeSet<Long> waiting = new TreeSet<>();
    long settled = -1;
  }

  /** Counts a delivery that waited at the start. */
  void found(DeliveryKey queue) {
    counters[counter(queue)]++;
  }

  /** Notes that all deliveries that waited at the start have been counted. */
  void allFound() {
    allCounted = true;
  }

  /** Whether all that waited at the start have been counted. */
  boolean allCounted() {
    return allCounted;
  }

  /** Whether it is certain that no more than so many wait. */
  boolean atMost(int count, DeliveryKey queue) {
    return allCounted && counters[counter(queue)] <= count;
  }

  /** The sequence of the first delivery that waits; null when that is not known. */
  @Nullable Long first(DeliveryKey queue) {
    Recent known = recent.get(queue);
    return known == null ? null : known.waiting.first();
  }

  /** Whether it is certain that a delivery does not wait. */
  boolean lacks(DeliveryKey queue, long sequence) {
    Recent known = recent.get(queue);
    return atMost(0, queue) || (known != null && !known.waiting.contains(sequence));
  }

  /** Whether it is certain that no later delivery was settled since this one came. */
  boolean isNewest(QueuedDelivery waiting) {
    Recent known = recent.get(waiting.deliveryKey());
    return known != null && waiting.sequence() > known.settled;
  }

  /** Notes that a delivery was added. */
  void added(QueuedDelivery arrived) {
    DeliveryKey queue = arrived.deliveryKey();
    if (atMost(0, queue)) {
      recent.put(queue, new Recent());
    }
    counters[counter(queue)]++;
    Recent known = recent.get(queue);
    if (known != null) {
      known.waiting.add(arrived.sequence());
      if (known.waiting.size() > MOST_IN_QUEUE) {
        recent.remove(queue);
      }
    }
  }

  /** Notes that a delivery was removed. */
  void removed(QueuedDelivery gone) {
    DeliveryKey queue = gone.deliveryKey();
    uncount(queue);
    Recent known = recent.get(queue);
    if (known != null) {
      known.waiting.remove(gone.sequence());
      if (known.waiting.isEmpty()) {
        recent.remove(queue);
      }
    }
  }

  /** Notes that a delivery was removed of which nothing is known but its queue. */
  void removedUnread(DeliveryKey queue) {
    uncount(queue);
    forget(queue.endpoint());
  }

  /** Notes that a delivery was settled. */
  void settled(QueuedDelivery done) {
    Recent known = recent.get(done.deliveryKey());
    if (known != null) {
      known.settled = Math.max(known.settled, done.sequence());
    }
  }

  /** Forgets which deliveries wait for an endpoint. */
  void forget(AccountKey endpoint) {
    recent.keySet().removeIf(queue -> queue.endpoint().equals(endpoint));
  }

  private void uncount(DeliveryKey queue) {
    if (allCounted) { // else it may be one that was not counted yet
      counters[counter(queue)]--;
    }
  }

  private static int counter(DeliveryKey queue) {
    int hash = queue.hashCode() * 0x9E3779B9;
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(COUNTERS));
  }
}
