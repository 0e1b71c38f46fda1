package com.traitly.cli.imports;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Keeps a rate of rows by waiting. Single-threaded. */
final class Pace {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  // Waiting for less than this costs more than it gives.
  private static final long SHORTEST = Duration.ofMillis(5).toNanos();

  private final int rowsPerSecond;
  private final long began = System.nanoTime();
  private long rows;

  /** A pace of this many rows a second; 0 for as fast as it goes. */
  Pace(int rowsPerSecond) {
    this.rowsPerSecond = rowsPerSecond;
  }

  /** Waits until the next row may be sent. */
  void await() throws InterruptedIOException {
    if (rowsPerSecond == 0) {
      return;
    }
    long early = began + rows++ * SECOND / rowsPerSecond - System.nanoTime();
    if (early > SHORTEST) {
      try {
        Thread.sleep(Duration.ofNanos(early));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }
}
