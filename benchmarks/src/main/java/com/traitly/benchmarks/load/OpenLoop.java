package com.traitly.benchmarks.load;

import com.traitly.benchmarks.report.Samples;
import com.traitly.testkit.client.CallFailed;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

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
  public Outcome run(Target target, int seconds) {
    List<byte[]> raw = requests.raw(target);
    int each = (int) (rate * seconds / connections);
    long startAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
    Histogram nanos = new ConcurrentHistogram(Samples.DIGITS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        int number = i;
        threads.execute(() -> send(target, raw, new Share(number, each, startAt), nanos));
      }
    }
    double elapsed = (System.nanoTime() - startAt) / 1e9;
    long answered = nanos.getTotalCount();
    return new Outcome(
        answered,
        (long) each * connections - answered,
        elapsed,
        Samples.millis(nanos, 50),
        Samples.millis(nanos, 99));
  }

  /**
   * Runs a measurement while this loop runs beside it.
   *
   * @throws CallFailed when a request of this loop was refused or not answered
   */
  public <T> T beside(Target target, int seconds, Callable<T> measured) throws Exception {
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> ran = beside.submit(() -> run(target, seconds));
      T result = measured.call();
      if (ran.get().errors() > 0) {
        throw new CallFailed(
            "No rate: %d %s were refused.".formatted(ran.get().errors(), requests.what()));
      }
      return result;
    }
  }

  /** What one connection sends: every {@link #connections}th request of the schedule. */
  private record Share(int number, int count, long startAt) {}

  /** Sends a connection's share; a request that is refused or not answered has no time. */
  private void send(Target target, List<byte[]> raw, Share share, Histogram nanos) {
    double gap = TimeUnit.SECONDS.toNanos(1) / rate;
    try (HttpConnection connection = new HttpConnection(target.url())) {
      for (int i = 0; i < share.count(); i++) {
        int place = i * connections + share.number();
        long intended = share.startAt() + (long) (place * gap);
        while (System.nanoTime() < intended) {
          LockSupport.parkNanos(intended - System.nanoTime());
        }
        if (connection.send(raw.get(place % raw.size())) == requests.expectedStatus()) {
          nanos.recordValue(System.nanoTime() - intended);
        }
      }
    } catch (IOException brokenConnection) {
      // What it has not sent is missing in the times.
    }
  }
}
