package com.traitly.benchmarks.load;

import com.traitly.benchmarks.harness.Arguments;

/**
 * How long to measure.
 *
 * @param warmUpSeconds of each fresh server at most, before anything counts
 * @param seconds of each run
 * @param rounds runs of each load on each server
 * @param warmUps runs before the first that counts
 */
public record Plan(int warmUpSeconds, int seconds, int rounds, int warmUps) {
  /** The argument for a quick look. */
  public static final String SHORT = "short";

  /** The whole plan, or with {@code --short} one with a third of the time that counts. */
  public static Plan of(Arguments arguments) {
    return arguments.has(SHORT) ? new Plan(30, 4, 2, 1) : new Plan(60, 8, 3, 2);
  }
}
