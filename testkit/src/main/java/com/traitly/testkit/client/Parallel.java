package com.traitly.testkit.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs the same work for many items, some of them at the same time. */
public final class Parallel {
  private static final int AT_ONCE = 16;

  private Parallel() {}

  /** The work for one item. */
  public interface Work<T, R> {
    /** Does it. */
    R on(T item) throws Exception;
  }

  /** Runs the work for sixteen items at a time; returns when all are done, throws if any failed. */
  public static <T> void each(Collection<T> all, Consumer<T> work) {
    var unused =
        map(
            all,
            AT_ONCE,
            each -> {
              work.accept(each);
              return each;
            });
  }

  /**
   * Runs the work for so many items at a time and returns the results in the order of the items.
   *
   * @throws CallFailed if the work failed for any item
   */
  public static <T, R> List<R> map(Collection<T> all, int atOnce, Work<T, R> work) {
    // Not virtual ones: the server may be in this JVM, and must not wait for the callers' work.
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Future<R>> started =
          List.copyOf(all).stream().map(each -> threads.submit(() -> work.on(each))).toList();
      List<R> results = new ArrayList<>();
      for (Future<R> each : started) {
        results.add(each.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Interrupted while waiting.", e);
    } catch (ExecutionException e) {
      throw new CallFailed("What runs in parallel failed: " + e.getCause(), e);
    }
  }
}
