package com.traitly.systemtests.slow;

import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.Parallel;
import com.traitly.testkit.client.TemporaryDirectory;
import com.traitly.testkit.process.LocalSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Measures how long a posted event takes to be acknowledged: without other load, while 500
 * connections send a body at one byte a second, and while 500 connections send headers that slowly.
 */
public record SlowSendersRun(ApiClient api, int port) {
  private static final int SLOW = 500;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  private static final int CLIENTS = 4;
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Runs the measurement. */
  public static void main(String[] args) throws IOException {
    try (TemporaryDirectory data = TemporaryDirectory.create("traitly-slow")) {
      Config config = Config.of(LocalSettings.in(data.path()));
      try (Standalone traitly = Standalone.start(config);
          ApiClient api = new ApiClient(traitly.baseUrl(), traitly.apiKey())) {
        new SlowSendersRun(api, URI.create(traitly.baseUrl()).getPort()).run(traitly.apiKey());
      }
    }
    System.exit(0);
  }

  private void run(String apiKey) throws IOException {
    String request =
        "POST /api/v1/event HTTP/1.1\r\nHost: slow\r\nAuthorization: Token " + apiKey + "\r\n";
    measure(WARM_UP);
    System.out.println("| other clients' POST /event | events | p50 ms | p99 ms | max ms |");
    System.out.println("|---|---|---|---|---|");
    print("alone", measure(MEASURED));
    beside("slow bodies", request + "Content-Length: 100000\r\n\r\n");
    beside("slow headers", request + "X-Slow: ");
  }

  private void beside(String what, String beginning) throws IOException {
    try (Drips drips = new Drips(port, SLOW, beginning)) {
      Histogram nanos = measure(MEASURED);
      print("beside %d %s (cut off %d times)".formatted(SLOW, what, drips.cutOff()), nanos);
    }
  }

  private static void print(String name, Histogram nanos) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f |%n",
        name,
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getMaxValue() / 1e6);
  }

  /** Lets a few clients post an event now and then; returns how long each post took. */
  private Histogram measure(Duration time) {
    Histogram nanos = new ConcurrentHistogram(3);
    long end = System.nanoTime() + time.toNanos();
    List<String> customers =
        IntStream.range(0, CLIENTS).mapToObj(client -> "other-" + client).toList();
    Parallel.each(
        customers,
        customer -> {
          while (System.nanoTime() < end) {
            long start = System.nanoTime();
            api.post(
                "/event", Json.object().put("customer_id", customer).put("name", "Style Widget"));
            nanos.recordValue(System.nanoTime() - start);
            Await.pause(PAUSE);
          }
        });
    return nanos;
  }
}
