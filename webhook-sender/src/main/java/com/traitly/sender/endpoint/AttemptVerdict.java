package com.traitly.sender.endpoint;

import java.time.Duration;

/**
 * What one attempt means.
 *
 * @param outcome for the delivery
 * @param condition for the endpoint
 * @param pause how long the receiver asked to be left alone; zero when it did not
 */
public record AttemptVerdict(AttemptOutcome outcome, Condition condition, Duration pause) {
  /** How an endpoint looks after an attempt. */
  public enum Condition {
    /** It takes deliveries. */
    WORKING,
    /** It refused this one; if it refuses all, it is failing. */
    REFUSING,
    /** It cannot keep up or is away: it is to be asked less often. */
    OVERLOADED,
    /** It says that it will never take any. */
    GONE
  }
}
