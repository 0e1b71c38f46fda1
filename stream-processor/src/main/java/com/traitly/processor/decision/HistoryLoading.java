package com.traitly.processor.decision;

import java.time.Duration;

/**
 * When history was last loaded into a task: facts about something long past come in batches and in
 * any order, so what follows from one of them may not be final yet. Used on the stream thread only.
 */
public final class HistoryLoading {
  /** No fact of the past for so long, and all that belongs together is there. Milliseconds. */
  static final long QUIET = Duration.ofSeconds(15).toMillis();

  /** A stream of late facts that never ends must not hold up anything for longer. Milliseconds. */
  static final long LONGEST_WAIT = Duration.ofMinutes(1).toMillis();

  private long loadedAt;

  /** Notes that a fact of the past was received at an instant. */
  public void note(long at) {
    loadedAt = Math.max(loadedAt, at);
  }

  /** Whether no history is being loaded, or somebody has waited for that for so long. */
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
