package com.traitly.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * On Ctrl-C or SIGTERM asks the work to stop, waits until it is closed, and ends the process with a
 * code of the work's instead of that of the signal.
 */
public final class StopOnSignal {
  private static final int PATIENCE_SECONDS = 70;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Begins to wait for the signal.
   *
   * @param stop asks the work to stop; called on another thread
   * @param exitCode asked once the work is closed, on another thread
   */
  public StopOnSignal(Runnable stop, IntSupplier exitCode) {
    hook =
        new Thread(
            () -> {
              stop.run();
              try {
                if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                  System.err.println("traitly: gave up waiting for the last answers.");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(exitCode.getAsInt());
            },
            "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The work is closed. */
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is being stopped, and the hook ends it.
      System.out.flush();
    }
  }
}
