package com.traitly.sender.dispatch;

import com.traitly.contracts.model.AccountKey;
import com.traitly.sender.outbox.DeliveryQueues;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Counts the deliveries that wait in a task's outbox, over and over, a bounded step at a time. Only
 * the stream thread may call it.
 */
final class BacklogCount {
  private static final long PAUSE_MILLIS = 10_000;
  private static final int COUNTED_PER_STEP = 100;

  private final DeliveryQueues queues;
  private final SenderMeters meters;
  private Map<AccountKey, Backlog> counted = new HashMap<>();
  private @Nullable Bytes from;
  private long notBefore = Long.MIN_VALUE;

  BacklogCount(DeliveryQueues queues, SenderMeters meters) {
    this.queues = queues;
    this.meters = meters;
  }

  /**
   * The deliveries that wait for one endpoint.
   *
   * @param deliveries how many
   * @param oldest when the oldest of them was announced, UNIX milliseconds
   */
  record Backlog(long deliveries, long oldest) {
    Backlog and(Backlog other) {
      return new Backlog(deliveries + other.deliveries, Math.min(oldest, other.oldest));
    }
  }

  void step(long now) {
    if (now < notBefore) {
      return;
    }
    from =
        queues.survey(
            from,
            COUNTED_PER_STEP,
            (endpoint, at) -> counted.merge(endpoint, new Backlog(1, at), Backlog::and));
    if (from == null) {
      meters.backlog(this, counted);
      counted = new HashMap<>();
      notBefore = now + PAUSE_MILLIS;
    }
  }

  /** Removes the task's figures when the task and its outbox leave this process. */
  void close() {
    meters.backlog(this, Map.of());
  }
}
