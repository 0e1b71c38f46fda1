package com.traitly.benchmarks.delivery;

import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/** The receiver of all deliveries; this side starts and queries it. */
final class Sink implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://\\S+)");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final ForkedJvm process = ForkedJvm.of(SinkMain.class).start(ADDRESS);
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * What the sink has received since its last reset.
   *
   * @param received all requests
   * @param distinct distinct ids among them
   * @param checked requests whose signature was checked
   * @param wrong signatures that did not match, and requests without an id
   */
  record Count(long received, long distinct, long checked, long wrong) {}

  String hook() {
    return process.said() + SinkMain.HOOK_PATH;
  }

  /** Resets the counts; with an empty secret the sink checks no signatures. */
  void reset(String secret) {
    call(
        HttpRequest.newBuilder(URI.create(process.said() + SinkMain.SECRET_PATH))
            .POST(BodyPublishers.ofString(secret)));
  }

  /** Makes the sink answer 503 and count nothing until its next reset. */
  void die() {
    call(
        HttpRequest.newBuilder(URI.create(process.said() + SinkMain.DEAD_PATH))
            .POST(BodyPublishers.noBody()));
  }

  Count count() {
    String[] said =
        call(HttpRequest.newBuilder(URI.create(process.said() + SinkMain.COUNT_PATH)))
            .split(" ", -1);
    return new Count(
        Long.parseLong(said[0]),
        Long.parseLong(said[1]),
        Long.parseLong(said[2]),
        Long.parseLong(said[3]));
  }

  /**
   * Measures how many distinct deliveries arrive per second.
   *
   * @param from how many deliveries at the start are left out
   * @param expected how many deliveries arrive in all
   * @throws CallFailed when a delivery arrives twice or is not signed correctly
   */
  double rate(long from, long expected) {
    await(from);
    long first = count().distinct();
    long start = System.nanoTime();
    await(expected);
    double seconds = (System.nanoTime() - start) / 1e9;
    Count count = count();
    if (count.received() != expected || count.distinct() != expected || count.wrong() > 0) {
      throw new CallFailed("No rate: %,d deliveries expected, but %s.".formatted(expected, count));
    }
    return (expected - first) / seconds;
  }

  @Override
  public void close() {
    http.close();
    process.close();
  }

  /** Waits until this many distinct deliveries have arrived. */
  void await(long distinct) {
    Await.until(
        "%,d deliveries".formatted(distinct),
        PATIENCE,
        LOOK_AGAIN,
        () -> count().distinct() >= distinct);
  }

  private String call(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new CallFailed("The sink does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Interrupted while waiting for the sink.", e);
    }
  }
}
