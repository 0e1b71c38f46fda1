package com.traitly.systemtests.slow;

import com.traitly.contracts.json.Json;
import com.traitly.testkit.client.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A few clients that post an event now and then and measure how long each takes. */
final class OtherClients {
  private static final int CLIENTS = 4;
  private static final long PAUSE_MILLIS = 10;

  private final ApiClient api;

  OtherClients(ApiClient api) {
    this.api = api;
  }

  /**
   * The durations of their posts.
   *
   * @param nanos in ascending order
   */
  @SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
  record Waits(long[] nanos) {
    String markdownRow(String name) {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %.1f | %.1f | %.1f |",
          name,
          nanos.length,
          millis(0.50),
          millis(0.99),
          millis(1));
    }

    private double millis(double share) {
      int rank = (int) Math.ceil(share * nanos.length);
      return nanos[Math.max(0, rank - 1)] / 1e6;
    }
  }

  /** Posts for the given time. */
  Waits measure(Duration time) {
    List<Callable<List<Long>>> work = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      String customer = "other-" + client;
      work.add(() -> post(customer, System.nanoTime() + time.toNanos()));
    }
    List<Long> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<List<Long>> each : threads.invokeAll(work)) {
        all.addAll(each.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client was refused", e);
    }
    long[] nanos = all.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(nanos);
    return new Waits(nanos);
  }

  private List<Long> post(String customer, long end) throws InterruptedException {
    List<Long> waits = new ArrayList<>();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      api.post("/event", Json.object().put("customer_id", customer).put("name", "Style Widget"));
      waits.add(System.nanoTime() - start);
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return waits;
  }
}
