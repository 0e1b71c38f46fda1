package com.traitly.benchmarks.delivery;

import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.testkit.client.CallFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;

/** Receivers that record what arrived and when; this side starts and queries them. */
final class Arrivals implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://\\S+)");

  private final ForkedJvm process = ForkedJvm.of(ArrivalsMain.class).start(ADDRESS);
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * One request.
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

  /** Returns all requests that arrived since the last call. */
  List<Arrival> take() {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url(ArrivalsMain.TAKE_PATH))).build();
    try {
      return http.send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .map(line -> line.split(" ", -1))
          .map(each -> new Arrival(each[0], each[1], Long.parseLong(each[2])))
          .toList();
    } catch (IOException e) {
      throw new CallFailed("The receivers do not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Interrupted while waiting for the receivers.", e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.close();
  }
}
