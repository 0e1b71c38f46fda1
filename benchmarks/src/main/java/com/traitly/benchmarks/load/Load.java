package com.traitly.benchmarks.load;

/** Sends requests to a server for a while. */
public interface Load {
  /** Returns its name in words, for a report. */
  String name();

  /** Returns the number of counted items in a request. */
  int items();

  /**
   * Returns how many requests may be under way at the end, counted neither as answered nor as
   * errors.
   */
  int unfinished();

  /** Sends requests, and returns the outcome. */
  Outcome run(Target target, int seconds) throws Exception;

  /**
   * The outcome of a load.
   *
   * @param answered requests that were answered and not refused
   * @param errors requests that were refused or not answered
   */
  record Outcome(long answered, long errors, double seconds, double p50Millis, double p99Millis) {}
}
