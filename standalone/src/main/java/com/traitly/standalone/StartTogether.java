package com.traitly.standalone;

import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.platform.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Starts services side by side: each spends most of its start waiting for the broker. */
final class StartTogether {
  private StartTogether() {}

  /**
   * Returns the services in the order given. Every service that did start is added to {@code
   * started}, even when another fails.
   *
   * @throws RuntimeException what the first failing service threw
   */
  static List<Service> run(List<Callable<Service>> starts, CloseAll started) {
    List<Service> services = new ArrayList<>();
    @Nullable RuntimeException failure = null;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Service> each : threads.invokeAll(starts)) {
        try {
          services.add(started.add(each.get()));
        } catch (ExecutionException e) {
          failure = failure == null ? unwrapped(e) : failure;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("Interrupted while starting.", e);
    }
    if (failure != null) {
      throw failure;
    }
    return services;
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
  }
}
