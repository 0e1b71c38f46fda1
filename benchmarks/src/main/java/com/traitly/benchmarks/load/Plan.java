package com.traitly.benchmarks.load;

import com.traitly.benchmarks.harness.Arguments;

/**
 * How long to measure.
 *
 * @param warmUpSeconds the longest warm-up of each fresh server, before anything counts
 * @param seconds the duration of each run
 * @param rounds the runs of each load on each server
 * @param warmUps the runs before the first that counts
 */
public record Plan(int warmUpSeconds, int seconds, int rounds, int warmUps) {
  /** The argument for a quick look. */
  public static final String SHORT = "short";

  /** Returns the whole plan, or with {@code --short} one with a third of the measured time. */
  public static Plan of(Arguments arguments) {
    return arguments.has(SHORT) ? new Plan(30, 4, 2, 1) : new Plan(60, 8, 3, 2);
  }
}
