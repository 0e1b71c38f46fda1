package com.traitly.benchmarks.ingest;

import java.util.Arrays;

/**
 * How long to measure.
 *
 * @param seconds of each run
 * @param rounds runs of each load on each server
 * @param warmUps runs before the first that counts
 */
record Plan(int seconds, int rounds, int warmUps) {
  /** The whole plan of about seven minutes, or with {@code --short} one of about two. */
  static Plan of(String[] args) {
    return Arrays.asList(args).contains("--short") ? new Plan(4, 2, 2) : new Plan(8, 3, 3);
  }
}
