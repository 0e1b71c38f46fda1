package com.traitly.systemtests.stored;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Runs the same work for many items, some of them at the same time. */
final class Parallel {
  private static final int AT_ONCE = 16;

  private Parallel() {}

  /** Returns when all are done; throws if any failed. */
  static <T> void each(Collection<T> all, Consumer<T> work) {
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> started =
          List.copyOf(all).stream()
              .map(each ->
                  threads.submit(() -> {
                    places.acquireUninterruptibly();
                    try {
                      work.accept(each);
                    } finally {
                      places.release();
                    }
                  }))
              .toList();
      for (Future<?> future : started) {
        join(future);
      }
    }
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
