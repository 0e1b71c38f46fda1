package com.traitly.processor.decision;

import java.time.Duration;

/**
 * When history was last loaded into a task. Facts about something long past come in batches and in
 * any order, so what follows from one of them may not be final yet. Used on the stream thread only.
 */
public final class HistoryLoading {
  /** History counts as loaded after so long without a fact of the past. Milliseconds. */
  static final long QUIET = Duration.ofSeconds(15).toMillis();

  /** An endless stream of late facts must not hold anything up for longer. Milliseconds. */
  static final long LONGEST_WAIT = Duration.ofMinutes(1).toMillis();

  private long loadedAt;

  /** Notes that a fact of the past was received at an instant. */
  public void note(long at) {
    loadedAt = Math.max(loadedAt, at);
  }

  /** Whether no history is being loaded, or the caller has waited for {@code LONGEST_WAIT}. */
  public boolean isOver(long waitingSince, long now) {
    return now >= loadedAt + QUIET || now >= waitingSince + LONGEST_WAIT;
  }

  /**
   * Until when a customer's history counts as being loaded.
   *
   * @param customerLoadedAt when the last fact of the customer's past was received; 0 for never
   */
  long endOf(long customerLoadedAt) {
    return customerLoadedAt == 0
        ? 0
        : Math.min(Math.max(customerLoadedAt, loadedAt) + QUIET, customerLoadedAt + LONGEST_WAIT);
  }
}
