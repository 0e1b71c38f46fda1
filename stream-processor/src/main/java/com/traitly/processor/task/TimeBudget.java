package com.traitly.processor.task;

import java.util.function.LongSupplier;

/** The time that one turn of background work may take before records must have theirs. */
public final class TimeBudget {
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final long limit;

  private TimeBudget(LongSupplier nanoTime, long limit) {
    this.nanoTime = nanoTime;
    this.limit = limit;
    startedAt = nanoTime.getAsLong();
  }

  /** A budget of so many nanoseconds that begins now. */
  static TimeBudget start(LongSupplier nanoTime, long limit) {
    return new TimeBudget(nanoTime, limit);
  }

  /** Whether the turn is to end. */
  public boolean isOver() {
    return nanos() >= limit;
  }

  /** When the turn began, on the nanosecond clock. */
  public long startedAt() {
    return startedAt;
  }

  long nanos() {
    return nanoTime.getAsLong() - startedAt;
  }
}
