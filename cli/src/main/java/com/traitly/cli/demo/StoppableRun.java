package com.traitly.cli.demo;

import com.traitly.cli.ExitCodes;
import java.io.IOException;

/**
 * Work that can be stopped at any time, and the exit code that follows: what is stopped before it
 * is done was aborted.
 */
final class StoppableRun {
  private final Thread worker = Thread.currentThread();
  private volatile boolean stopped;
  private volatile int exitCode = ExitCodes.ABORTED;

  /** The work. */
  interface Work {
    void run() throws IOException;
  }

  /**
   * Does the work on this thread, which made this. Once it is asked to stop, a failure is nothing
   * but the work's way to end.
   */
  void execute(Work work) throws IOException {
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      if (!stopped) {
        throw e;
      }
    }
  }

  /** From now on a stop is an end like any other. */
  void markDone() {
    exitCode = ExitCodes.DONE;
  }

  /** Interrupts the work; thread-safe. */
  void stop() {
    stopped = true;
    worker.interrupt();
  }

  /** How the process ends if the work ends now; thread-safe. */
  int exitCode() {
    return exitCode;
  }
}
