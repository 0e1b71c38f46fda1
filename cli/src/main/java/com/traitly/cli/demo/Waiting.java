package com.traitly.cli.demo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits for something to become true. */
final class Waiting {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private Waiting() {}

  /** What is waited for. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * Looks every quarter of a second until the condition holds.
   *
   * @param what completes "waited in vain for …"
   * @throws InterruptedIOException when the thread is interrupted
   * @throws IOException when the condition does not hold within the patience
   */
  static void until(String what, Duration patience, Condition condition) throws IOException {
    long began = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - began > patience.toNanos()) {
        throw new IOException(
            "waited in vain for %s, %d s long; the log above may say why."
                .formatted(what, patience.toSeconds()));
      }
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for " + what);
      }
    }
  }
}
