package com.traitly.prediction.features;

import java.util.Arrays;

/**
 * What a customer did up to an instant, per signal slot of a {@link FeatureSpace}; the last slot is
 * "other". Immutable as long as the arrays are left alone.
 *
 * @param inWindow events since the window opened
 * @param before events before the window opened
 * @param lastAt instant of the last event, before the window or in it; {@link #NEVER} if none
 */
@SuppressWarnings("ArrayRecordComponent") // filled once per score, is never compared
public record SignalCounts(long[] inWindow, long[] before, long[] lastAt) {

  /** The value of {@code lastAt} for a signal that never occurred. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Counts of a customer who has done nothing yet. */
  public static SignalCounts none(int slots) {
    long[] lastAt = new long[slots];
    Arrays.fill(lastAt, NEVER);
    return new SignalCounts(new long[slots], new long[slots], lastAt);
  }

  /**
   * Adds events of one slot; only while the counts are being made.
   *
   * @param inside whether they happened in the window
   * @param at instant of the last of them
   */
  public void count(int slot, boolean inside, long times, long at) {
    (inside ? inWindow : before)[slot] += times;
    if (times > 0L) {
      lastAt[slot] = Math.max(lastAt[slot], at);
    }
  }

  SignalCounts copy() {
    return new SignalCounts(inWindow.clone(), before.clone(), lastAt.clone());
  }

  long eventsInWindow() {
    long sum = 0L;
    for (long count : inWindow) {
      sum += count;
    }
    return sum;
  }

  int distinctInWindow() {
    int distinct = 0;
    for (long count : inWindow) {
      distinct += count > 0L ? 1 : 0;
    }
    return distinct;
  }

  /** Instant of the last event of any kind, {@link #NEVER} if there was none. */
  long lastEventAt() {
    long last = NEVER;
    for (long at : lastAt) {
      last = Math.max(last, at);
    }
    return last;
  }
}
