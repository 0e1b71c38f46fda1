package com.traitly.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An open loop: requests start at a fixed rate whether earlier ones are answered or not.
 *
 * <p>The time of each request counts from its intended start, so a server that stalls is charged
 * for all requests that would have waited.
 */
public final class OpenLoop implements Load {
  private static final int MOST_CONNECTIONS = 256;

  private final double rate;
  private final int connections;
  private final Requests requests;

  /** Creates a loop with this many requests per second in all. */
  public OpenLoop(double rate, Requests requests) {
    this.rate = rate;
    // At a low rate, each of many connections would have too few requests, perhaps none.
    connections = (int) Math.clamp(rate, 1, MOST_CONNECTIONS);
    this.requests = requests;
  }

  @Override
  public String name() {
    return "%s at %,.0f a second".formatted(requests.what(), rate * requests.items());
  }

  @Override
  public int items() {
    return requests.items();
  }

  @Override
  public int unfinished() {
    return 0;
  }

  @Override
  public Outcome run(Target target, int seconds) throws IOException, InterruptedException {
    List<byte[]> raw = requests.raw(target);
    int each = (int) (rate * seconds / connections);
    long startAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
    List<Future<long[]>> latencies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        int number = i;
        latencies.add(threads.submit(() -> send(target, raw, number, each, startAt)));
      }
    }
    double elapsed = (System.nanoTime() - startAt) / 1e9;
    return outcome(latencies, each, elapsed);
  }

  /** Sends one connection's share: every {@link #connections}th request of the schedule. */
  private long[] send(Target target, List<byte[]> raw, int number, int count, long startAt)
      throws IOException {
    long[] nanos = new long[count];
    double gap = TimeUnit.SECONDS.toNanos(1) / rate;
    try (HttpConnection connection = new HttpConnection(target.url())) {
      for (int i = 0; i < count; i++) {
        int place = i * connections + number;
        long intended = startAt + (long) (place * gap);
        while (System.nanoTime() < intended) {
          LockSupport.parkNanos(intended - System.nanoTime());
        }
        int status = connection.send(raw.get(place % raw.size()));
        nanos[i] =
            status == requests.expectedStatus() ? System.nanoTime() - intended : Long.MAX_VALUE;
      }
    }
    return nanos;
  }

  private static Outcome outcome(List<Future<long[]>> latencies, int each, double seconds)
      throws InterruptedException {
    long[] all = new long[each * latencies.size()];
    int filled = 0;
    for (Future<long[]> share : latencies) {
      long[] nanos = share(share, each);
      System.arraycopy(nanos, 0, all, filled, each);
      filled += each;
    }
    Arrays.sort(all);
    long errors = Arrays.stream(all).filter(nanos -> nanos == Long.MAX_VALUE).count();
    return new Outcome(
        all.length - errors, errors, seconds, percentile(all, 0.5), percentile(all, 0.99));
  }

  private static long[] share(Future<long[]> share, int each) throws InterruptedException {
    try {
      return share.get();
    } catch (ExecutionException brokenConnection) {
      long[] failed = new long[each];
      Arrays.fill(failed, Long.MAX_VALUE);
      return failed;
    }
  }

  private static double percentile(long[] sorted, double part) {
    return sorted[(int) (part * (sorted.length - 1))] / 1e6;
  }
}
