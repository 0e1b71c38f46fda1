package com.traitly.gateway.publish;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Remembers that Kafka is away, so that callers hear it at once instead of after a timeout.
 *
 * <p>After a failure nobody passes for a pause, then one write passes as a probe; its
 * acknowledgement lets everybody pass again. Thread-safe.
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

  /** Whether a write would be turned away now; takes no probe. */
  boolean refuses() {
    return away && (clock.millis() < pauseEndsAt || probing.get());
  }

  /** Whether this write may go on; whoever passes reports how it ended. */
  boolean tryPass() {
    return !away || clock.millis() >= pauseEndsAt && probing.compareAndSet(false, true);
  }

  /** Kafka is there; true when it was away before. */
  boolean succeeded() {
    boolean wasAway = away;
    away = false;
    probing.set(false);
    return wasAway;
  }

  /** Kafka is away; true when it was there before. */
  boolean failed() {
    boolean wasThere = !away;
    pauseEndsAt = clock.millis() + pauseMillis;
    away = true;
    probing.set(false);
    return wasThere;
  }

  /** The write ended without telling whether Kafka is there. */
  void undecided() {
    probing.set(false);
  }
}
