package com.traitly.systemtests.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.WebhookSignatures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receives webhooks of the whole product with {@code traitly listen}, run as a process. */
class ListenIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final CloseAll STARTED = new CloseAll();
  private static final String PROPENSITY = "goal-propensity-change";
  private static final String GOAL =
      """
      {"entry": {"on": "customer_created"}, "window": {"days": 30},
       "target": {"any": [{"event": "Subscribed"}]}, "actions": [{"event_name": "Act"}]}\
      """;

  @TempDir static Path data;
  private static Standalone product;
  private static ApiClient api;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    product =
        STARTED.add(
            Standalone.start(
                Config.of(
                    Map.of(
                        "TRAITLY_PORT",
                        "0",
                        "TRAITLY_DATA_DIR",
                        data.toString(),
                        "TRAITLY_WEBHOOK_RETRIES",
                        "1,1,1,1,1"))));
    api = STARTED.add(new ApiClient(product.baseUrl(), product.apiKey()));
    for (String goal : List.of("Subscribing", "Another")) {
      api.put("/goal/" + goal, Json.read(GOAL.getBytes(UTF_8)));
    }
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @Test
  void aLocalProgramGetsSignedWebhooksAndItsAnswersAreTheAttempts() throws Exception {
    try (WebhookReceiver program = WebhookReceiver.start()) {
      program.thenAnswer(ReceiverAnswer.status(500));
      try (CommandRun run = listen(product.baseUrl(), program)) {
        JsonNode endpoint = registered(run);
        customer("ann");
        run.awaitLine(line -> line.path("status").asInt() == 200);
        List<ReceivedRequest> received = program.requests();
        WebhookSignatures signatures = new WebhookSignatures(endpoint.path("secret").asText());
        assertThat(received).hasSize(2).allMatch(signatures::match);
        assertThat(received)
            .extracting(each -> each.header("webhook-id"))
            .containsOnly(received.getFirst().header("webhook-id"));
        assertThat(received.getFirst().header("User-Agent")).hasValue("traitly");
        assertThat(received.getFirst().header("Content-Type")).hasValue("application/json");
        String log = "/webhook/" + endpoint.path("endpoint_id").asText() + "/attempt";
        Await.until(
            "both attempts",
            PATIENCE,
            LOOK_AGAIN,
            () -> api.get(log).json().path("data").size() == 2);
        JsonNode attempts = api.get(log).json().path("data");
        assertThat(attempts.findValuesAsText("status")).containsExactly("200", "500");
        assertThat(attempts.findValuesAsText("outcome"))
            .containsExactly("delivered", "retry_later");
        run.interrupt();
        assertThat(run.exitCode()).isZero();
        assertThat(api.get("/webhook").json().path("data").findValuesAsText("id"))
            .doesNotContain(endpoint.path("endpoint_id").asText());
      }
    }
  }

  @Test
  void aBrokenConnectionLosesNothingAndDoublesNothing() throws Exception {
    try (WebhookReceiver program = WebhookReceiver.start();
        BreakableConnections way = BreakableConnections.to(product.baseUrl());
        CommandRun run = listen(way.url(), program)) {
      JsonNode endpoint = registered(run);
      customers("first", 5);
      program.awaitCount(5, PATIENCE);
      way.cut();
      customers("meanwhile", 5);
      way.mend();
      customers("last", 5);
      run.awaitLine(line -> line.path("type").asText().equals("connected"));
      program.awaitCount(15, PATIENCE);
      String log =
          "/webhook/" + endpoint.path("endpoint_id").asText() + "/attempt?status=delivered";
      Await.until(
          "all attempts",
          PATIENCE,
          LOOK_AGAIN,
          () -> api.get(log).json().path("data").size() == 15);
      assertThat(program.requests())
          .hasSize(15)
          .extracting(each -> each.header("webhook-id"))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void twoListenersDoNotMixAndEachHasItsFilter() throws Exception {
    try (WebhookReceiver one = WebhookReceiver.start();
        WebhookReceiver other = WebhookReceiver.start();
        CommandRun first = listen(product.baseUrl(), one);
        CommandRun second =
            listen(product.baseUrl(), other, "--goal", "Another", "--events", PROPENSITY)) {
      WebhookSignatures firsts = new WebhookSignatures(registered(first).path("secret").asText());
      WebhookSignatures seconds = new WebhookSignatures(registered(second).path("secret").asText());
      customers("mixed", 4);
      one.awaitCount(4, PATIENCE);
      other.awaitCount(4, PATIENCE);
      assertThat(one.requests()).hasSize(4).allMatch(firsts::match).noneMatch(seconds::match);
      assertThat(other.requests()).hasSize(4).allMatch(seconds::match);
      assertThat(goals(one)).containsOnly("Subscribing");
      assertThat(goals(other)).containsOnly("Another");
    }
  }

  @Test
  void withoutAProgramWebhooksAreShownAndTaken() throws Exception {
    try (CommandRun run =
        CommandRun.start(
            directory, product.baseUrl(), product.apiKey(), "listen", "--output", "json")) {
      String id = registered(run).path("endpoint_id").asText();
      JsonNode sample = api.post("/webhook/" + id + "/test", Json.object()).first();
      assertThat(sample.path("status").asInt()).isEqualTo(200);
      run.awaitLine(line -> line.path("type").asText().equals("webhook"));
      assertThat(run.last().at("/body/meta/customer_id").asText()).isEqualTo("traitly-test");
      // Deliveries wait while nobody listens, and the endpoint is an endpoint like any other.
      run.kill();
      assertThat(api.get("/webhook/" + id).first().path("listener").asBoolean()).isTrue();
      api.delete("/webhook/" + id);
    }
  }

  private CommandRun listen(String url, WebhookReceiver program, String... more)
      throws IOException {
    List<String> options = new ArrayList<>(List.of(program.url().toString()));
    options.addAll(
        more.length > 0 ? List.of(more) : List.of("--goal", "Subscribing", "--events", PROPENSITY));
    return CommandRun.start(
        directory, url, product.apiKey(), "listen", "--forward-to", options.toArray(String[]::new));
  }

  /** The line that names the endpoint, once its listener is connected. */
  private static JsonNode registered(CommandRun run) throws IOException {
    run.awaitLine(line -> line.path("type").asText().equals("connected"));
    return run.lines().getFirst();
  }

  private static List<String> goals(WebhookReceiver receiver) {
    return receiver.requests().stream()
        .map(each -> Json.read(each.bodyBytes()).at("/meta/goal_name").asText())
        .toList();
  }

  private static void customers(String start, int count) {
    IntStream.range(0, count).forEach(each -> customer(start + "-" + each));
  }

  private static void customer(String id) {
    api.post(
        "/customer",
        Json.object()
            .put("customer_id", id)
            .put("name", id)
            .put("email", id + "@example.com")
            .put("plan", "Trial"));
  }
}
