package com.traitly.sender.endpoint;

import com.traitly.sender.endpoint.AttemptVerdict.Condition;
import java.time.Duration;

/**
 * Spares a failing endpoint: it is left alone for a while, then probed by one request at a time
 * until one is taken. Instants are UNIX milliseconds. Not thread-safe.
 */
final class CircuitBreaker {
  private final CircuitBreakerRules rules;
  private int refusals;
  private int pauses;
  private long judgedAt = Long.MIN_VALUE;
  private long closedUntil = Long.MIN_VALUE;

  /** A circuit breaker that permits everything at first. */
  CircuitBreaker(CircuitBreakerRules rules) {
    this.rules = rules;
  }

  /** Whether one more request may be opened beside those already open. */
  boolean permits(long now, int inFlight, int maxInFlight) {
    return now >= closedUntil && inFlight < (failing() ? 1 : maxInFlight);
  }

  /** Until when nothing is permitted; in the past when something may be. */
  long closedUntil() {
    return closedUntil;
  }

  /** Whether the endpoint is being probed. */
  public boolean failing() {
    return pauses > 0;
  }

  /**
   * Notes the end of an attempt.
   *
   * @param startedAt when it was sent; an attempt that was already open when the last pause began
   *     says nothing new
   * @param pause what the receiver asked for
   */
  void finished(Condition condition, long startedAt, long now, Duration pause) {
    closedUntil = Math.max(closedUntil, now + pause.toMillis());
    if (startedAt < judgedAt) {
      return;
    }
    switch (condition) {
      case WORKING -> {
        refusals = 0;
        pauses = 0;
      }
      case REFUSING -> {
        refusals++;
        if (refusals >= rules.tolerated()) {
          close(now);
        }
      }
      case OVERLOADED, GONE -> close(now);
    }
  }

  private void close(long now) {
    closedUntil = Math.max(closedUntil, now + rules.pause(pauses));
    pauses++;
    judgedAt = now;
  }
}
