package com.traitly.benchmarks.ingest;

import java.io.IOException;

/** Posts events to a server for a while. */
interface Load {
  /** As words in a report. */
  String name();

  /** How many events a request has. */
  int items();

  /** How many requests may be under way when the time is up, neither counted nor refused. */
  int unfinished();

  /** Posts, and tells how it went. */
  Outcome run(Target target, int seconds) throws IOException, InterruptedException;

  /**
   * How it went.
   *
   * @param answered requests that were answered and not refused
   * @param errors requests that were not
   */
  record Outcome(long answered, long errors, double seconds, double p50Millis, double p99Millis) {}
}
