package com.traitly.processor.topology;

import java.util.function.LongSupplier;

/** The time that one turn of background work has before records must have theirs. */
final class TimeSlice {
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final long limit;

  private TimeSlice(LongSupplier nanoTime, long limit) {
    this.nanoTime = nanoTime;
    this.limit = limit;
    startedAt = nanoTime.getAsLong();
  }

  /** A slice of so many nanoseconds that begins now. */
  static TimeSlice start(LongSupplier nanoTime, long limit) {
    return new TimeSlice(nanoTime, limit);
  }

  /** Whether the turn is to end. */
  boolean isOver() {
    return nanos() >= limit;
  }

  /** When the turn began, on the nanosecond clock. */
  long startedAt() {
    return startedAt;
  }

  long nanos() {
    return nanoTime.getAsLong() - startedAt;
  }
}
