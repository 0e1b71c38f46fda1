package com.traitly.systemtests.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.CallFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches the whole product with {@code traitly tail}, each watcher a process of its own. */
class TailIT {
  private static final CloseAll STARTED = new CloseAll();
  private static final String STRANGER_KEY = "k3VbX9w2Qe7Rt5Yz1Ua8";
  private static final String GOAL =
      """
      {"entry": {"on": "customer_created"}, "window": {"days": 30},
       "target": {"any": [{"event": "Subscribed"}]}, "actions": [{"event_name": "Act"}]}\
      """;

  @TempDir static Path data;
  private static Standalone product;
  private static ApiClient api;
  private static WebhookReceiver receiver;

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
                        "TRAITLY_BOOTSTRAP_ACCOUNTS",
                        "stranger=" + STRANGER_KEY))));
    api = STARTED.add(new ApiClient(product.baseUrl(), product.apiKey()));
    receiver = STARTED.add(WebhookReceiver.start());
    api.put("/goal/Subscribing", json(GOAL));
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @Test
  void eventsAreFilteredOnTheServerAndNoneIsMissedAfterABreak() throws Exception {
    try (BreakableConnections way = BreakableConnections.to(product.baseUrl());
        CommandRun run =
            CommandRun.start(
                directory, way.url(), product.apiKey(), "tail", "events", "--name", "Act")) {
      run.awaitLine(TailIT::isConnected);
      event("tailed", "Other", 0);
      event("tailed", "Act", 1);
      run.awaitLine(line -> line.path("event_id").asText().equals("act-1"));
      way.cut();
      IntStream.range(2, 6).forEach(each -> event("tailed", "Act", each));
      way.mend();
      run.awaitLine(line -> line.path("event_id").asText().equals("act-5"));
      event("tailed", "Act", 6);
      run.awaitLine(line -> line.path("event_id").asText().equals("act-6"));
      assertThat(run.lines().stream().filter(line -> line.has("event_id")))
          .extracting(line -> line.path("event_id").asText())
          .containsExactly("act-1", "act-2", "act-3", "act-4", "act-5", "act-6");
      assertThat(run.lines()).filteredOn(TailIT::isConnected).hasSize(2);
    }
  }

  @Test
  void predictionsAndDeliveriesOfACustomerComeAsTheyHappen() throws Exception {
    String endpoint =
        api.post("/webhook", Json.object().put("url", receiver.url().toString()))
            .first()
            .path("id")
            .asText();
    try (CommandRun predictions = tail("predictions", "--customer", "ada");
        CommandRun deliveries = tail("deliveries", "--endpoint", endpoint)) {
      predictions.awaitLine(TailIT::isConnected);
      deliveries.awaitLine(TailIT::isConnected);
      customer("bob");
      customer("ada");
      predictions.awaitLine(line -> line.path("object").asText().equals("goal-propensity-change"));
      assertThat(predictions.last().at("/meta/customer_id").asText()).isEqualTo("ada");
      assertThat(predictions.last().at("/data/0/likelihood").isNumber()).isTrue();
      deliveries.awaitLine(line -> line.path("customer_id").asText().equals("ada"));
      assertThat(deliveries.last().path("outcome").asText()).isEqualTo("delivered");
      assertThat(deliveries.last().path("status").asInt()).isEqualTo(200);
    } finally {
      api.delete("/webhook/" + endpoint);
    }
  }

  @Test
  void whatIsRejectedSaysWhy() throws Exception {
    try (CommandRun run = tail("rejected", "--object", "event")) {
      run.awaitLine(TailIT::isConnected);
      Assertions.assertThatExceptionOfType(CallFailed.class)
          .isThrownBy(() -> api.post("/event", Json.object().put("customer_id", "nameless")));
      run.awaitLine(line -> line.path("customer_id").asText().equals("nameless"));
      assertThat(run.last().path("code").asText()).isEqualTo("missing_field");
      assertThat(run.last().path("message").asText()).isEqualTo("name is required");
      JsonNode mixed = json("[{\"customer_id\":\"m1\",\"name\":\"Act\"},{\"customer_id\":\"m2\"}]");
      Assertions.assertThatExceptionOfType(CallFailed.class)
          .isThrownBy(() -> api.post("/event", mixed));
      run.awaitLine(line -> line.path("customer_id").asText().equals("m2"));
      Assertions.assertThatExceptionOfType(CallFailed.class)
          .isThrownBy(() -> api.post("/event?validate=true", Json.object().put("name", "x")));
      Assertions.assertThatExceptionOfType(CallFailed.class)
          .isThrownBy(() -> api.post("/event", Json.object().put("customer_id", "last")));
      run.awaitLine(line -> line.path("customer_id").asText().equals("last"));
      assertThat(run.lines().stream().filter(line -> line.has("code"))).hasSize(3);
    }
  }

  @Test
  void nobodySeesWhatIsAnothers() throws Exception {
    String endpoint =
        api.post("/webhook", json("{\"url\":\"http://localhost/\",\"listener\":true}"))
            .first()
            .path("id")
            .asText();
    try (ApiClient stranger = new ApiClient(product.baseUrl(), STRANGER_KEY);
        CommandRun events =
            CommandRun.start(directory, product.baseUrl(), STRANGER_KEY, "tail", "events");
        CommandRun rejected =
            CommandRun.start(directory, product.baseUrl(), STRANGER_KEY, "tail", "rejected")) {
      events.awaitLine(TailIT::isConnected);
      rejected.awaitLine(TailIT::isConnected);
      for (ApiClient each : new ApiClient[] {api, stranger}) {
        each.post("/event", json("{\"customer_id\":\"same\",\"name\":\"Act\"}"));
        Assertions.assertThatExceptionOfType(CallFailed.class)
            .isThrownBy(() -> each.post("/event", json("{\"customer_id\":\"same\"}")));
      }
      for (CommandRun each : new CommandRun[] {events, rejected}) {
        each.awaitLine(line -> line.path("customer_id").asText().equals("same"));
        assertThat(each.lines()).as("the stranger's own").hasSize(2);
      }
      Assertions.assertThatExceptionOfType(CallFailed.class)
          .isThrownBy(() -> stranger.get("/webhook/" + endpoint + "/live"))
          .withMessageContaining("no webhook endpoint");
    } finally {
      api.delete("/webhook/" + endpoint);
    }
  }

  @Test
  void aRevokedKeyEndsTheStream() throws Exception {
    JsonNode key = api.post("/token", json("{\"name\":\"watcher\",\"scopes\":[\"read\"]}")).first();
    try (CommandRun run =
        CommandRun.start(
            directory, product.baseUrl(), key.path("key").asText(), "tail", "events")) {
      run.awaitLine(TailIT::isConnected);
      api.delete("/token/" + key.path("id").asText());
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.errors()).contains("revoked");
    }
  }

  @Test
  void whatCannotBeWatchedIsRefusedInOneSentence() throws Exception {
    try (CommandRun run = tail("events", "--goal", "Subscribing")) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.errors()).contains("There is no parameter 'goal_name' here");
    }
    try (CommandRun run = tail("rejected", "--object", "nothing")) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.errors()).contains("object must be one of customer, dead_letter, event");
    }
  }

  private CommandRun tail(String what, String... more) throws IOException {
    return CommandRun.start(directory, product.baseUrl(), product.apiKey(), "tail", what, more);
  }

  private static boolean isConnected(JsonNode line) {
    return line.path("type").asText().equals("connected");
  }

  private static void event(String customer, String name, int number) {
    api.post(
        "/event",
        Json.object()
            .put("customer_id", customer)
            .put("name", name)
            .put("event_id", name.equals("Act") ? "act-" + number : "other-" + number));
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

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(UTF_8));
  }
}
