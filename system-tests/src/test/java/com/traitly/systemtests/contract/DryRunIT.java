package com.traitly.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.process.LocalSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run of a goal on stored history: figures exist, but no enrolments and no webhooks. */
@Tag("slow")
class DryRunIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long DAY = 86_400;
  private static final int CUSTOMERS = 400;
  private static final int REACH_EVERY = 4;
  private static final String GOAL =
      """
      {"entry": {"on": {"event": "Trial begun"}}, "window": {"days": 10},
       "target": {"any": [{"event": "Subscribed"}]}, "actions": [{"event_name": "Helpful"}]}\
      """;

  @TempDir Path directory;

  @Test
  void tellsWhatTheGoalWouldAndLeavesNoGoal() throws Exception {
    try (CloseAll started = new CloseAll()) {
      Standalone product = started.add(Standalone.start(config()));
      Api api = started.add(new Api(product.baseUrl(), product.apiKey()));
      WebhookReceiver receiver = started.add(WebhookReceiver.start());
      assertThat(api.post("/webhook", "{\"url\": \"%s\"}".formatted(receiver.url())).status())
          .isEqualTo(201);
      loadHistory(api);

      Api.Answer tried = api.put("/goal/Convert?dry_run=true", GOAL);
      assertThat(tried.status()).isEqualTo(202);
      JsonNode dry = settled(api, "/goal/Convert/model?dry_run=true");

      assertThat(dry.at("/dry_run/enrolled").asInt()).isEqualTo(CUSTOMERS + 1);
      assertThat(dry.at("/dry_run/reached").asInt()).isEqualTo(CUSTOMERS / REACH_EVERY);
      assertThat(dry.at("/dry_run/done").asInt()).isEqualTo(CUSTOMERS + 1);
      assertThat(dry.path("windows").asInt()).isEqualTo(CUSTOMERS);
      assertThat(dry.path("quality").asText()).isEqualTo("ok");
      assertThat(dry.at("/metrics/skill").asDouble()).isPositive();
      assertThat(dry.path("calibration")).isNotEmpty();
      assertThat(api.get("/goal/Convert").status()).isEqualTo(404);
      assertThat(api.get("/goal").body().path("data")).isEmpty();
      JsonNode lookup = api.get("/recommended-next-actions?customer_id=open").body();
      assertThat(lookup.at("/meta/goal_name").isNull()).isTrue();
      assertThat(receiver.requests()).isEmpty();

      // The saved goal gives the same figures, and only now customers are in it.
      assertThat(api.put("/goal/Convert", GOAL).status()).isEqualTo(201);
      JsonNode saved = settled(api, "/goal/Convert/model");
      if (saved.path("trained_up_to").equals(dry.path("trained_up_to"))) {
        assertThat(saved.at("/metrics/log_loss").asDouble())
            .isCloseTo(dry.at("/metrics/log_loss").asDouble(), within(1e-12));
      }
      assertThat(saved.has("dry_run")).isFalse();
      await().atMost(PATIENCE).until(() -> !receiver.requests().isEmpty());
      assertThat(receiver.requests()).allSatisfy(each -> assertThat(each.body()).contains("open"));
    }
  }

  private Config config() {
    return Config.of(LocalSettings.in(directory));
  }

  private static JsonNode settled(Api api, String path) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> api.get(path).body().at("/data/0"), model -> model.path("settled").asBoolean());
  }

  /** Writes history in which all windows ended days ago, except one that is open. */
  private static void loadHistory(Api api) throws Exception {
    long now = Instant.now().getEpochSecond();
    ObjectNode body = Json.object();
    ArrayNode events = body.putArray("batch");
    for (int i = 0; i < CUSTOMERS; i++) {
      long begun = now - (20 + i % 60) * DAY;
      add(events, "h" + i, "Trial begun", begun);
      if (i % 2 == 0) {
        add(events, "h" + i, "Helpful", begun + DAY);
      }
      if (i % REACH_EVERY == 0) {
        add(events, "h" + i, "Subscribed", begun + 5 * DAY);
      }
    }
    add(events, "open", "Trial begun", now - DAY);
    assertThat(api.post("/event", body.toString()).status()).isEqualTo(201);
  }

  private static void add(ArrayNode events, String customer, String name, long at) {
    events.addObject().put("customer_id", customer).put("name", name).put("created_at", at);
  }
}
