package com.traitly.processor.topology;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The time that one turn of background work has before records must have theirs. */
final class TimeSlice {
  private static final long NANOS = Duration.ofMillis(20).toNanos();

  private final LongSupplier nanoTime;
  private final long startedAt;

  private TimeSlice(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    startedAt = nanoTime.getAsLong();
  }

  /** A slice that begins now. */
  static TimeSlice start(LongSupplier nanoTime) {
    return new TimeSlice(nanoTime);
  }

  /** Whether the turn is to end. */
  boolean isOver() {
    return nanos() >= NANOS;
  }

  /** When the turn began, on the nanosecond clock. */
  long startedAt() {
    return startedAt;
  }

  long nanos() {
    return nanoTime.getAsLong() - startedAt;
  }
}
