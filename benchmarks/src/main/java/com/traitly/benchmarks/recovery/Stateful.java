package com.traitly.benchmarks.recovery;

import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.harness.Services.Running;
import java.util.function.Supplier;

/** A service whose process is stopped, killed and started again on the same state. */
final class Stateful {
  private final Services services;
  private final Supplier<Running> starting;
  private Running running;

  Stateful(Services services, Supplier<Running> starting) {
    this.services = services;
    this.starting = starting;
    running = starting.get();
    services.awaitReady(running);
  }

  Running running() {
    return running;
  }

  /** Stops it as an operator would; returns the seconds until its next process is ready. */
  double afterStop() {
    running.process().stop();
    return start();
  }

  /** Kills it; returns the seconds until its next process is ready. */
  double afterKill() {
    running.process().close();
    return start();
  }

  private double start() {
    long start = System.nanoTime();
    running = starting.get();
    services.awaitReady(running);
    return (System.nanoTime() - start) / 1e9;
  }
}
