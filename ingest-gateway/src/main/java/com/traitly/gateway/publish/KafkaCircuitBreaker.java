package com.traitly.gateway.publish;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Remembers that Kafka is away, so that callers are refused at once instead of after a timeout.
 *
 * <p>After a failure no write passes during a pause. Then one write passes as a probe; its
 * acknowledgement lets all writes pass again. Thread-safe.
 */
public final class KafkaCircuitBreaker {
  private final InstantSource clock;
  private final long pauseMillis;
  private final AtomicBoolean probing = new AtomicBoolean();
  private volatile boolean away;
  private volatile long pauseEndsAt;

  public KafkaCircuitBreaker(InstantSource clock, Duration pause) {
    this.clock = clock;
    pauseMillis = pause.toMillis();
  }

  /** Whether a write would be refused now; uses up no probe. */
  boolean refuses() {
    return away && (clock.millis() < pauseEndsAt || probing.get());
  }

  /** Whether this write may pass; a write that passes must report how it ended. */
  boolean tryPass() {
    return !away || clock.millis() >= pauseEndsAt && probing.compareAndSet(false, true);
  }

  /** Notes that Kafka answers; true when it was away before. */
  boolean succeeded() {
    boolean wasAway = away;
    away = false;
    probing.set(false);
    return wasAway;
  }

  /** Notes that Kafka is away; true when it answered before. */
  boolean failed() {
    boolean wasThere = !away;
    pauseEndsAt = clock.millis() + pauseMillis;
    away = true;
    probing.set(false);
    return wasThere;
  }

  /** Notes that the write ended without showing whether Kafka answers. */
  void undecided() {
    probing.set(false);
  }
}
