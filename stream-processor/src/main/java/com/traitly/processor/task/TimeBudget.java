package com.traitly.processor.task;

import java.util.function.LongSupplier;

/**
 * The time that one turn of background work may take before records must have theirs.
 *
 * @param startedAt when the turn began, on the nanosecond clock
 * @param limit nanoseconds
 */
public record TimeBudget(LongSupplier nanoTime, long startedAt, long limit) {
  /** Whether the turn is to end. */
  public boolean isOver() {
    return nanos() >= limit;
  }

  long nanos() {
    return nanoTime.getAsLong() - startedAt;
  }
}
