package com.traitly.benchmarks.delivery;

import com.traitly.benchmarks.harness.PlainHttp;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.process.ForkedJvm;
import java.time.Duration;
import java.util.List;

/**
 * The receiver of all deliveries; this side starts and queries it.
 *
 * <p>It counts what comes to {@link #hook} and checks some signatures. Of what comes to any other
 * path it records when each {@code webhook-id} arrived.
 */
final class Sink implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final ForkedJvm process = ForkedJvm.of(SinkMain.class).start(ForkedJvm.ADDRESS);

  /**
   * What came to the hook since the last reset.
   *
   * @param received all requests
   * @param distinct distinct ids among them
   * @param checked requests whose signature was checked
   * @param wrong signatures that did not match, and requests without an id
   */
  record Count(long received, long distinct, long checked, long wrong) {}

  /**
   * One request to another path.
   *
   * @param path where it arrived, which identifies the endpoint
   * @param id its {@code webhook-id}
   * @param micros when it arrived, in UNIX microseconds
   */
  record Arrival(String path, String id, long micros) {}

  /** Returns the address of a receiver. */
  String url(String path) {
    return process.said() + path;
  }

  String hook() {
    return url(SinkMain.HOOK_PATH);
  }

  /** Resets the counts; with an empty secret the sink checks no signatures. */
  void reset(String secret) {
    PlainHttp.post(url(SinkMain.SECRET_PATH), secret);
  }

  /** Makes the hook answer 503 and count nothing until its next reset. */
  void die() {
    PlainHttp.post(url(SinkMain.DEAD_PATH), "");
  }

  Count count() {
    String[] said = PlainHttp.get(url(SinkMain.COUNT_PATH)).split(" ", -1);
    return new Count(
        Long.parseLong(said[0]),
        Long.parseLong(said[1]),
        Long.parseLong(said[2]),
        Long.parseLong(said[3]));
  }

  /** Returns all requests to other paths that arrived since the last call. */
  List<Arrival> take() {
    return PlainHttp.get(url(SinkMain.TAKE_PATH))
        .lines()
        .map(line -> line.split(" ", -1))
        .map(each -> new Arrival(each[0], each[1], Long.parseLong(each[2])))
        .toList();
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

  /** Waits until this many distinct deliveries have arrived. */
  void await(long distinct) {
    Await.until(
        "%,d deliveries".formatted(distinct),
        PATIENCE,
        LOOK_AGAIN,
        () -> count().distinct() >= distinct);
  }

  @Override
  public void close() {
    process.close();
  }
}
