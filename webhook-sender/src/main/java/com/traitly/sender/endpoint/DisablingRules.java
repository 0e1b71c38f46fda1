package com.traitly.sender.endpoint;

import java.time.Duration;

/**
 * When an endpoint at which every attempt fails is disabled, and at which steps before that the
 * operators are told.
 *
 * @param patience how long every attempt must have failed
 */
public record DisablingRules(Duration patience) {
  /** The step at which it is disabled. */
  public static final int LAST_STEP = 100;

  private static final int[] STEPS = {50, 70, 90, LAST_STEP};

  /** The streak after one more failed attempt. */
  public FailureStreak failed(FailureStreak before, boolean gone, long now) {
    if (gone) {
      return before.told(LAST_STEP);
    }
    long percent = 100 * (now - before.since()) / Math.max(1, patience.toMillis());
    FailureStreak after = before;
    for (int step : STEPS) {
      if (percent >= step && step > before.told()) {
        after = before.told(step);
      }
    }
    return after;
  }
}
