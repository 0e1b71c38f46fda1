package com.traitly.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.funnel.FunnelEvent;
import com.traitly.funnel.TrialCustomer;
import com.traitly.funnel.TrialFunnel;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same history gives the same model, bit for bit: with one stream thread or four, in any order
 * of arrival, and even if the process is killed while it learns.
 */
@Tag("slow")
class SameModelIT {
  private static final String KEY = "trt_same_model_test_key_0123456789abc";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int BATCH = 1_000;
  private static final String GOAL =
      """
      {"entry": {"on": "customer_created"}, "window": {"days": 30},
       "target": {"any": [{"event": "Subscribed"}]},
       "actions": [{"event_name": "Style Widget"}, {"event_name": "Invite Teammate"}]}\
      """;

  @TempDir Path directory;

  @Test
  void threadsArrivalAndKillsLeaveNoTrace() throws Exception {
    // All windows closed weeks ago, so the clock of neither run matters.
    Instant end = Instant.now().minus(Duration.ofDays(45));
    TrialFunnel funnel = TrialFunnel.simulate(11, 400, 90, end);
    List<FunnelEvent> shuffled = new ArrayList<>(funnel.events());
    Collections.shuffle(shuffled, new Random(12));

    JsonNode calm = learnt("calm", 1, funnel.customers(), funnel.events(), 0);
    JsonNode rough = learnt("rough", 4, funnel.customers(), shuffled, 2);
    if (!calm.path("trained_up_to").equals(rough.path("trained_up_to"))) {
      // Midnight passed between the two runs, so a new first run has one epoch more as well.
      calm = learnt("calm-again", 1, funnel.customers(), funnel.events(), 0);
    }

    assertThat(calm.path("windows").asInt()).isGreaterThan(200);
    assertThat(rough).isEqualTo(calm);
  }

  private JsonNode learnt(
      String name, int threads, List<TrialCustomer> customers, List<FunnelEvent> events, int kills)
      throws Exception {
    Path data = Files.createDirectories(directory.resolve(name).resolve("data"));
    Map<String, String> settings = Map.of("TRAITLY_PROCESSOR_THREADS", Integer.toString(threads));
    ForkedJvm product = ProductProcess.start(data, KEY, settings);
    try {
      load(product, "/customer", customers, SameModelIT::customer);
      load(product, "/event", events, SameModelIT::event);
      // Most records are not processed yet: the goal waits for them.
      try (Api api = new Api(product.said(), KEY)) {
        await()
            .atMost(PATIENCE)
            .ignoreExceptions()
            .until(() -> api.put("/goal/Convert", GOAL).status() < 300);
      }
      for (int kill = 0; kill < kills; kill++) {
        product.close();
        product = ProductProcess.start(data, KEY, settings);
      }
      return settled(product);
    } finally {
      product.close();
    }
  }

  private static JsonNode settled(ForkedJvm product) {
    try (Api api = new Api(product.said(), KEY)) {
      return await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> model(api), model -> model.path("settled").asBoolean());
    }
  }

  /** Reads the model without its version, which is the instant at which the goal was saved. */
  private static ObjectNode model(Api api) throws Exception {
    ObjectNode model = (ObjectNode) api.get("/goal/Convert/model").body().at("/data/0");
    model.remove("goal_version");
    return model;
  }

  private static <T> void load(
      ForkedJvm product, String path, List<T> items, Function<T, ObjectNode> json)
      throws Exception {
    try (Api api = new Api(product.said(), KEY)) {
      for (int from = 0; from < items.size(); from += BATCH) {
        ObjectNode body = Json.object();
        ArrayNode batch = body.putArray("batch");
        items.subList(from, Math.min(items.size(), from + BATCH)).stream()
            .map(json)
            .forEach(batch::add);
        assertThat(api.post(path, body.toString()).status()).isEqualTo(201);
      }
    }
  }

  private static ObjectNode customer(TrialCustomer customer) {
    return Json.object()
        .put("customer_id", customer.customerId())
        .put("name", customer.name())
        .put("email", customer.email())
        .put("plan", customer.plan())
        .put("created_at", customer.createdAt())
        .put("updated_at", customer.createdAt());
  }

  private static ObjectNode event(FunnelEvent event) {
    return Json.object()
        .put("customer_id", event.customerId())
        .put("name", event.name())
        .put("event_id", event.eventId())
        .put("created_at", event.occurredAt());
  }
}
