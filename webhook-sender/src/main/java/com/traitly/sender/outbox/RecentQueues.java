package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Exactly which deliveries wait in the lanes last used, of those that have been seen empty. Stores
 * know the same, but only by a walk past all that was removed. For one thread.
 */
final class RecentQueues {
  private static final int MOST = 1 << 14;
  // A lane in which more wait is forgotten, so that memory does not grow with what waits.
  private static final int MOST_IN_LANE = 16;

  private final Map<DeliveryKey, Known> lanes =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DeliveryKey, Known> eldest) {
          return size() > MOST;
        }
      };

  /** What is known of one lane. */
  static final class Known {
    private final TreeSet<Long> waiting = new TreeSet<>();
    private long settled = -1;

    boolean holds(long sequence) {
      return waiting.contains(sequence);
    }

    /** The sequence of the first that waits. */
    long first() {
      return waiting.first();
    }

    /** Whether nothing announced later than this one was settled while the lane was known. */
    boolean isNewest(long sequence) {
      return sequence > settled;
    }
  }

  /** What is known of a lane in which something waits; null when nothing is. */
  @Nullable Known of(DeliveryKey lane) {
    return lanes.get(lane);
  }

  /** One more waits. */
  void added(QueuedDelivery arrived, boolean wasEmpty) {
    if (wasEmpty) {
      lanes.put(arrived.lane(), new Known());
    }
    Known known = lanes.get(arrived.lane());
    if (known != null) {
      known.waiting.add(arrived.sequence());
      if (known.waiting.size() > MOST_IN_LANE) {
        lanes.remove(arrived.lane());
      }
    }
  }

  /** One waits no more. */
  void removed(QueuedDelivery gone) {
    Known known = lanes.get(gone.lane());
    if (known != null) {
      known.waiting.remove(gone.sequence());
      if (known.waiting.isEmpty()) {
        lanes.remove(gone.lane());
      }
    }
  }

  /** One is done with. */
  void settled(QueuedDelivery done) {
    Known known = lanes.get(done.lane());
    if (known != null) {
      known.settled = Math.max(known.settled, done.sequence());
    }
  }

  /** All that waits for an endpoint is being removed. */
  void forget(AccountKey endpoint) {
    lanes.keySet().removeIf(lane -> lane.endpoint().equals(endpoint));
  }
}
