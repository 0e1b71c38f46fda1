package com.traitly.systemtests.slow;

import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Measures how long a posted event takes to be acknowledged: without other load, while 500
 * connections send a body at one byte a second, and while 500 connections send headers that slowly.
 */
public final class SlowSendersRun {
  private static final int SLOW = 500;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  private SlowSendersRun() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws IOException {
    Path data = Files.createTempDirectory("traitly-slow");
    Config config =
        Config.of(Map.of(CommonKeys.PORT.name(), "0", CommonKeys.DATA_DIR.name(), data.toString()));
    try (Standalone traitly = Standalone.start(config);
        ApiClient api = new ApiClient(traitly.baseUrl(), traitly.apiKey())) {
      measure(URI.create(traitly.baseUrl()).getPort(), traitly.apiKey(), new OtherClients(api));
    }
    System.exit(0);
  }

  private static void measure(int port, String apiKey, OtherClients others) throws IOException {
    String request =
        "POST /api/v1/event HTTP/1.1\r\nHost: slow\r\nAuthorization: Token " + apiKey + "\r\n";
    others.measure(WARM_UP);
    System.out.println("| other clients' POST /event | events | p50 ms | p99 ms | max ms |");
    System.out.println("|---|---|---|---|---|");
    System.out.println(others.measure(MEASURED).markdownRow("alone"));
    beside("slow bodies", port, request + "Content-Length: 100000\r\n\r\n", others);
    beside("slow headers", port, request + "X-Slow: ", others);
  }

  private static void beside(String what, int port, String beginning, OtherClients others)
      throws IOException {
    try (Drips drips = new Drips(port, SLOW, beginning)) {
      OtherClients.Waits waits = others.measure(MEASURED);
      String name = "beside %d %s (cut off %d times)".formatted(SLOW, what, drips.cutOff());
      System.out.println(waits.markdownRow(name));
    }
  }
}
