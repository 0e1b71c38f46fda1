package com.traitly.testkit.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something to become true. */
public final class Await {
  private Await() {}

  /**
   * Looks every so often until the condition holds.
   *
   * @param what completes "Waited in vain for …"
   * @throws CallFailed when it does not hold within the patience
   */
  public static void until(
      String what, Duration patience, Duration lookAgain, BooleanSupplier condition) {
    if (!holds(patience, lookAgain, condition)) {
      throw new CallFailed(
          "Waited in vain for %s: gave up after %d s.".formatted(what, patience.toSeconds()));
    }
  }

  /** Looks every so often until the condition holds; false when it did not within the patience. */
  public static boolean holds(Duration patience, Duration lookAgain, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(lookAgain);
    }
    return true;
  }

  /**
   * Waits for as long as this.
   *
   * @throws CallFailed when interrupted
   */
  public static void pause(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Interrupted while waiting.", e);
    }
  }
}
