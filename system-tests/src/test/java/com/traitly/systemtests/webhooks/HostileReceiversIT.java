package com.traitly.systemtests.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.hostile.HostileReceiver;
import com.traitly.testkit.hostile.Script;
import com.traitly.testkit.process.LocalSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends fifty requests at once to hostile receivers of every kind, and measures another receiver
 * meanwhile.
 */
@Tag("slow")
final class HostileReceiversIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 50;
  private static final int NEIGHBOURLY = 100;
  private static final long MEMORY = 128L * 1_024 * 1_024;

  @TempDir Path directory;

  @Test
  void harmNeitherMemoryNorNeighbours() throws Exception {
    Map<Script, HostileReceiver> hostile = new EnumMap<>(Script.class);
    try (Standalone product = Standalone.start(config());
        Api api = new Api(product.baseUrl(), product.apiKey());
        WebhookReceiver neighbour = WebhookReceiver.start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(api.put("/goal/Trial", GOAL).status()).isEqualTo(201);
      String near = test(api, neighbour.url().toString());
      List<String> far = new ArrayList<>();
      for (Script script : Script.values()) {
        HostileReceiver receiver = HostileReceiver.start(script, PACE);
        hostile.put(script, receiver);
        far.add(test(api, address(script, receiver)));
      }
      measure(api, near);
      long heap = heapAfterCollection();
      report("before", measure(api, near));

      // Deliveries as well: each of these customers' messages goes to all of the endpoints.
      for (int i = 0; i < AT_ONCE; i++) {
        String event = Json.object().put("customer_id", "c" + i).put("name", "Enter").toString();
        assertThat(api.post("/event", event).status()).isEqualTo(201);
      }
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String one = far.get(i % far.size());
        answers.add(threads.submit((Callable<JsonNode>) () -> api.post(one, "").body()));
      }
      await()
          .atMost(SOON)
          .until(() -> hostile.values().stream().allMatch(it -> it.connections() > 0));
      report("during", measure(api, near));

      assertThat(heapAfterCollection() - heap).isLessThan(MEMORY);
      await().atMost(SOON).until(() -> customers(neighbour) == AT_ONCE);
      for (Future<JsonNode> each : answers) {
        assertSaysWhatIsWrong(each.get().at("/data/0"));
      }
      report("after", measure(api, near));
    } finally {
      hostile.values().forEach(HostileReceiver::close);
    }
  }

  private static final String GOAL =
      """
      {"entry": {"on": {"event": "Enter"}}, "window": {"days": 30},
       "target": {"any": [{"event": "Done"}]},
       "actions": [{"event_name": "Act", "target_count": 9}]}\
      """;

  private Config config() {
    return Config.of(LocalSettings.in(directory, "TRAITLY_WEBHOOK_TIMEOUT", "5"));
  }

  private static String address(Script script, HostileReceiver receiver) {
    String url = receiver.url().toString();
    return script.encrypted() ? url.replace("http:", "https:") : url;
  }

  private static void assertSaysWhatIsWrong(JsonNode told) {
    assertThat(told.path("detail").isTextual()).as(told.toString()).isTrue();
    assertThat(told.path("detail").asText()).doesNotContain("Exception").doesNotContain("@");
  }

  /** Creates an endpoint and returns the path that tests it. */
  private static String test(Api api, String url) throws Exception {
    String body =
        Json.object()
            .put("url", url)
            .put("max_in_flight", AT_ONCE)
            .put("objects", "recommended-next-actions")
            .toString();
    Api.Answer created = api.post("/webhook", body);
    assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    return "/webhook/" + created.body().at("/data/0/id").asText() + "/test";
  }

  private static long customers(WebhookReceiver receiver) {
    return receiver.requests().stream()
        .map(each ->
            Json.read(each.body().getBytes(StandardCharsets.UTF_8))
                .at("/meta/customer_id")
                .asText())
        .filter(each -> each.startsWith("c"))
        .distinct()
        .count();
  }

  /**
   * Runs tests one after the other, all of which must be delivered; returns their milliseconds in
   * ascending order.
   */
  private static List<Long> measure(Api api, String near) throws Exception {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < NEIGHBOURLY; i++) {
      long begin = System.nanoTime();
      JsonNode told = api.post(near, "").body().at("/data/0");
      assertThat(told.path("delivered").asBoolean()).as(told.toString()).isTrue();
      millis.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }
    millis.sort(null);
    return millis;
  }

  private static void report(String when, List<Long> millis) throws IOException {
    System.out.printf(
        "%s: a neighbour's test takes %d ms (p50), %d ms (p99); this process has %s%n",
        when,
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 99 / 100),
        residentMemory());
  }

  private static String residentMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .findFirst()
            .orElse("")
        : "an unknown memory";
  }

  private static long heapAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
