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

/** The receiver of all deliveries, seen from outside. */
final class Sink implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://\\S+)");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final ForkedJvm process = ForkedJvm.of(SinkMain.class).start(ADDRESS);
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * What it has received since it was told to start anew.
   *
   * @param received all requests
   * @param distinct different ids among them
   * @param checked whose signature was checked
   * @param wrong signatures that did not match, and requests without an id
   */
  record Count(long received, long distinct, long checked, long wrong) {}

  String hook() {
    return process.said() + SinkMain.HOOK_PATH;
  }

  /** Starts anew; an empty secret checks no signatures. */
  void reset(String secret) {
    call(
        HttpRequest.newBuilder(URI.create(process.said() + SinkMain.SECRET_PATH))
            .POST(BodyPublishers.ofString(secret)));
  }

  /** Answers 503 and counts nothing until it starts anew. */
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
   * Measures how many different deliveries come in a second.
   *
   * @param from left out are so many, the first
   * @param expected how many come in all
   * @throws CallFailed when one comes twice or is not signed as it should be
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

  /** Waits until it has received so many different ones. */
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
