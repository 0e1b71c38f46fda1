package com.traitly.benchmarks.load;

import java.io.IOException;

/** Sends requests to a server for a while. */
public interface Load {
  /** As words in a report. */
  String name();

  /** How many of what is counted a request has. */
  int items();

  /** How many requests may be under way when the time is up, neither counted nor refused. */
  int unfinished();

  /** Sends, and tells how it went. */
  Outcome run(Target target, int seconds) throws IOException, InterruptedException;

  /**
   * How it went.
   *
   * @param answered requests that were answered and not refused
   * @param errors requests that were not
   */
  record Outcome(long answered, long errors, double seconds, double p50Millis, double p99Millis) {}
}
