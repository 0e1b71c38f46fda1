package com.traitly.standalone;

import com.traitly.platform.health.Health;
import com.traitly.platform.lifecycle.StartupFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until every part of the process is ready. */
record Readiness(Health health) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);

  void await() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> reasons = health.notReady();
    while (!reasons.isEmpty()) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new StartupFailure(
            "Not ready after "
                + PATIENCE.toSeconds()
                + " s ("
                + String.join("; ", reasons)
                + "): start again with TRAITLY_LOG_LEVEL=DEBUG to see more.");
      }
      LockSupport.parkNanos(LOOK_AGAIN);
      reasons = health.notReady();
    }
  }
}
