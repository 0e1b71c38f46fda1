package com.traitly.sender.endpoint;

import java.time.Duration;

/**
 * The settings of a {@link CircuitBreaker}.
 *
 * @param tolerated refusals in a row that make an endpoint a failing one
 * @param firstPause how long it is left alone then; twice as long after each probe that fails
 * @param longestPause no pause is longer than this
 */
public record CircuitBreakerRules(int tolerated, Duration firstPause, Duration longestPause) {
  /** The length of a pause, in milliseconds. */
  long pause(int before) {
    int doublings = Math.min(before, Integer.SIZE);
    return Math.min(firstPause.toMillis() << doublings, longestPause.toMillis());
  }
}
