package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows exactly which deliveries wait in the queues last used, of those that have been seen empty.
 * The stores know the same, but only by a walk past all that was removed. Not thread-safe.
 */
final class RecentQueues {
  private static final int MOST = 1 << 14;
  // A longer queue is forgotten, so that memory does not grow with the backlog.
  private static final int MOST_IN_QUEUE = 16;

  private final Map<DeliveryKey, Known> queues =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DeliveryKey, Known> eldest) {
          return size() > MOST;
        }
      };

  /** What is known of one queue. */
  static final class Known {
    private final TreeSet<Long> waiting = new TreeSet<>();
    private long settled = -1;

    boolean holds(long sequence) {
      return waiting.contains(sequence);
    }

    /** The sequence of the first delivery that waits. */
    long first() {
      return waiting.first();
    }

    /** Whether no later delivery was settled while the queue was known. */
    boolean isNewest(long sequence) {
      return sequence > settled;
    }
  }

  /** What is known of a queue in which deliveries wait; null when nothing is known. */
  @Nullable Known of(DeliveryKey deliveryKey) {
    return queues.get(deliveryKey);
  }

  /** Notes that a delivery was added. */
  void added(QueuedDelivery arrived, boolean wasEmpty) {
    if (wasEmpty) {
      queues.put(arrived.deliveryKey(), new Known());
    }
    Known known = queues.get(arrived.deliveryKey());
    if (known != null) {
      known.waiting.add(arrived.sequence());
      if (known.waiting.size() > MOST_IN_QUEUE) {
        queues.remove(arrived.deliveryKey());
      }
    }
  }

  /** Notes that a delivery was removed. */
  void removed(QueuedDelivery gone) {
    Known known = queues.get(gone.deliveryKey());
    if (known != null) {
      known.waiting.remove(gone.sequence());
      if (known.waiting.isEmpty()) {
        queues.remove(gone.deliveryKey());
      }
    }
  }

  /** Notes that a delivery was settled. */
  void settled(QueuedDelivery done) {
    Known known = queues.get(done.deliveryKey());
    if (known != null) {
      known.settled = Math.max(known.settled, done.sequence());
    }
  }

  /** Forgets all queues of an endpoint. */
  void forget(AccountKey endpoint) {
    queues.keySet().removeIf(deliveryKey -> deliveryKey.endpoint().equals(endpoint));
  }
}
