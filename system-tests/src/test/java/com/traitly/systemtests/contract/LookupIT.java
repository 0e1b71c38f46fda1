package com.traitly.systemtests.contract;

import static java.util.Objects.requireNonNull;
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
import com.traitly.testkit.process.LocalSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract section 6: what a lookup answers, and whether its numbers mean what they say. */
class LookupIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long DAY = 86_400;
  private static final CloseAll STARTED = new CloseAll();

  /** One helps the customers that do it, one changes nothing, one is done by those that fail. */
  private static final List<String> ACTIONS = List.of("Helpful", "Idle", "Complain");

  private static final int WINDOWS = 400;

  @TempDir static Path directory;
  private static Api api;
  private static long now;

  @BeforeAll
  static void start() throws Exception {
    now = Instant.now().getEpochSecond();
    Standalone product = STARTED.add(Standalone.start(Config.of(LocalSettings.in(directory))));
    api = STARTED.add(new Api(product.baseUrl(), product.apiKey()));
    loadHistory();
    define("Convert", "Trial begun", 10, 30);
    define("Return", "Visit", 20, 10);
    event("open", "Trial begun", now - 3 * DAY);
    event("open", "Helpful", now - 2 * DAY);
    event("both", "Trial begun", now - DAY);
    event("both", "Visit", now - DAY);
    event("reached", "Trial begun", now - 5 * DAY);
    event("reached", "Done Convert", now - 4 * DAY);
    event("expired", "Trial begun", now - 40 * DAY);
    event("elsewhere", "Something", now);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(lookUp("open&explain=true").at("/explanation/basis").asText())
                .isEqualTo("model"));
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @Test
  void anOpenGoalHasItsActionsByImportance() throws Exception {
    JsonNode answer = lookUp("open&goal_name=Convert");

    assertThat(answer.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("data", "likelihood", "meta", "timestamp", "object");
    assertThat(answer.path("meta"))
        .hasToString("{\"customer_id\":\"open\",\"goal_name\":\"Convert\"}");
    assertThat(answer.path("timestamp").isIntegralNumber()).isTrue();
    assertThat(answer.path("likelihood").asDouble()).isBetween(0.001, 0.999);
    List<Double> importance =
        answer.path("data").findValues("importance").stream().map(JsonNode::asDouble).toList();
    // Three actions are open and two are shown, so the shares of the shown ones sum to less than 1.
    assertThat(importance).hasSize(2).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(importance.stream().mapToDouble(each -> each).sum()).isLessThan(1);
    JsonNode first = answer.at("/data/0");
    assertThat(first.path("event_name").asText()).isEqualTo("Helpful");
    assertThat(first.path("goal_num_completed").asLong()).isEqualTo(1);
    assertThat(first.path("goal_days_left").asLong()).isEqualTo(27);
    assertThat(first.path("message_plaintext").asText()).isEqualTo("27 days left");
  }

  @Test
  void importanceIsTheShareOfTheGainThatAnAssumptionShows() throws Exception {
    define("All", "Trial begun", 1, 30, 3);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(lookUp("open&goal_name=All&explain=true").at("/explanation/basis").asText())
                .isEqualTo("model"));
    JsonNode answer = lookUp("open&goal_name=All");
    double likelihood = answer.path("likelihood").asDouble();
    Map<String, Double> importance = new TreeMap<>();
    for (JsonNode action : answer.path("data")) {
      importance.put(action.path("event_name").asText(), action.path("importance").asDouble());
    }
    assertThat(importance).containsOnlyKeys(ACTIONS);
    assertThat(importance.values().stream().mapToDouble(each -> each).sum())
        .isCloseTo(1, within(1e-9));
    // An action without gain has the floor of one in a million, which tells the gain of a share of
    // 1.
    double whole = 1e-6 / requireNonNull(importance.get("Complain"));
    for (String action : ACTIONS) {
      JsonNode assumed = lookUp("open&goal_name=All&assume=" + Api.encode(action + ":+1"));
      double gain = assumed.path("likelihood").asDouble() - likelihood;
      double credited = requireNonNull(importance.get(action)) * whole;
      // The credited gain is a lower bound: its uncertainty is subtracted.
      assertThat(credited).as(action).isLessThanOrEqualTo(Math.max(gain, 0) + 1.1e-6);
      if (action.equals("Helpful")) {
        assertThat(credited).isGreaterThan(gain / 4).isGreaterThan(0.01);
      }
    }
  }

  @Test
  void withoutAGoalTheHighestPriorityAnswers() throws Exception {
    assertThat(lookUp("both").at("/meta/goal_name").asText()).isEqualTo("Return");
    assertThat(lookUp("both&goal_name=Convert").at("/meta/goal_name").asText())
        .isEqualTo("Convert");
  }

  @Test
  void whatIsDecidedHasNoActions() throws Exception {
    JsonNode reached = lookUp("reached&goal_name=Convert");
    assertThat(reached.path("likelihood").asDouble()).isEqualTo(1);
    assertThat(reached.path("data")).isEmpty();
    JsonNode expired = lookUp("expired&goal_name=Convert");
    assertThat(expired.path("likelihood").asDouble(-1)).isZero();
    assertThat(expired.path("data")).isEmpty();
    JsonNode nowReached = lookUp("open&goal_name=Convert&assume=Done+Convert:%2B1");
    assertThat(nowReached.path("likelihood").asDouble()).isEqualTo(1);
  }

  @Test
  void whatIsNoSignalChangesNothingAndSaysSo() throws Exception {
    for (String customer : List.of("open", "reached", "expired")) {
      for (String event : List.of("Unheard of", "Never sent")) {
        assertThat(refused(customer + "&goal_name=Convert&assume=" + Api.encode(event + ":+9999")))
            .isEqualTo("400 unknown_event");
      }
    }
    // Another customer sends it, after all signals were chosen.
    Api.Answer sent = api.post("/event", "{\"customer_id\": \"someone\", \"name\": \"Sent once\"}");
    String position = sent.position();
    JsonNode before = lookUp("open&goal_name=Convert");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          Api.Answer answer =
              api.get(
                  "/recommended-next-actions?customer_id=open&goal_name=Convert&assume=Sent+once:%2B7",
                  "Traitly-Position", position);
          assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
          assertThat(answer.body().at("/assumption/counts").asBoolean(true)).isFalse();
          assertThat(answer.body().path("likelihood").asDouble())
              .isCloseTo(before.path("likelihood").asDouble(), within(1e-4));
          // Importance changes with every millisecond; the recommendation does not.
          assertThat(withoutImportance(answer.body())).isEqualTo(withoutImportance(before));
        });
    JsonNode over = lookUp("expired&goal_name=Convert&assume=Done+Convert:%2B1");
    assertThat(over.path("likelihood").asDouble(-1)).isZero();
    assertThat(over.at("/assumption/counts").asBoolean(true)).isFalse();
  }

  private static JsonNode withoutImportance(JsonNode answer) {
    JsonNode data = answer.path("data").deepCopy();
    data.forEach(action -> ((ObjectNode) action).remove("importance"));
    return data;
  }

  @Test
  void whoIsInNoGoalAndWhoIsNotKnown() throws Exception {
    JsonNode nowhere = lookUp("elsewhere");
    assertThat(nowhere.path("data")).isEmpty();
    assertThat(nowhere.path("likelihood").isNull()).isTrue();
    assertThat(nowhere.path("meta"))
        .hasToString("{\"customer_id\":\"elsewhere\",\"goal_name\":null}");
    assertThat(refused("nobody")).isEqualTo("404 customer_not_found");
    assertThat(refused("open&goal_name=Nothing")).isEqualTo("404 goal_not_found");
    assertThat(refused("open&assume=Helpful")).isEqualTo("400 invalid_parameter");
  }

  @Test
  void whoNamesTheWriteFindsTheGoalThatWasJustSaved() throws Exception {
    for (int i = 0; i < 20; i++) {
      String goal = "Just saved " + i;
      Api.Answer saved = define(goal, "Trial begun", 1, 30);

      String path = "/goal/" + Api.encode(goal).replace("+", "%20");
      String lookup = "/recommended-next-actions?customer_id=open&goal_name=" + Api.encode(goal);
      assertThat(including(lookup, saved).at("/meta/goal_name").asText()).isEqualTo(goal);
      including(path + "/report", saved);
      including(path + "/model", saved);
      Api.Answer deleted = api.delete(path);
      Api.Answer gone = api.getAfter(deleted, lookup);
      assertThat(gone.status()).as(gone.body().toString()).isEqualTo(404);
    }
  }

  private static JsonNode including(String path, Api.Answer write) throws Exception {
    Api.Answer answer = api.getAfter(write, path);
    assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static Api.Answer define(String name, String entry, int priority, int days)
      throws Exception {
    return define(name, entry, priority, days, 2);
  }

  private static Api.Answer define(String name, String entry, int priority, int days, int shown)
      throws Exception {
    String goal =
        """
        {"entry": {"on": {"event": "%s"}}, "window": {"days": %d}, "priority": %d,
         "target": {"any": [{"event": "Done Convert"}]}, "max_recommendations": %d,
         "actions": [
           {"event_name": "Complain", "target_count": 9},
           {"event_name": "Idle", "target_count": 9},
           {"event_name": "Helpful", "target_count": 9,
            "message_plaintext": "{{goal.days_left}} days left"}]}\
        """
            .formatted(entry, days, priority, shown);
    Api.Answer saved = api.put("/goal/" + Api.encode(name).replace("+", "%20"), goal);
    assertThat(saved.status()).isEqualTo(201);
    return saved;
  }

  /**
   * Writes windows that have ended: customers that did the helpful event mostly reached the goal.
   */
  private static void loadHistory() throws Exception {
    Random random = new Random(7);
    ArrayNode events = Json.array();
    for (int i = 0; i < WINDOWS; i++) {
      long begun = now - (100 - i * 60L / WINDOWS) * DAY;
      boolean helped = random.nextBoolean();
      boolean complained = random.nextInt(4) == 0;
      boolean done = random.nextDouble() < (helped ? 0.7 : 0.15) - (complained ? 0.1 : 0);
      add(events, i, "Trial begun", begun);
      addIf(events, random.nextBoolean(), i, "Idle", begun + 2 * DAY);
      addIf(events, helped, i, "Helpful", begun + DAY);
      addIf(events, complained || !done && random.nextBoolean(), i, "Complain", begun + DAY);
      addIf(events, done, i, "Done Convert", begun + (5 + random.nextInt(15)) * DAY);
    }
    assertThat(api.post("/event", events.toString()).status()).isEqualTo(201);
  }

  private static void addIf(ArrayNode events, boolean so, int customer, String name, long at) {
    if (so) {
      add(events, customer, name, at);
    }
  }

  private static void add(ArrayNode events, int customer, String name, long at) {
    events.addObject().put("customer_id", "h" + customer).put("name", name).put("created_at", at);
  }

  private static void event(String customer, String name, long at) throws Exception {
    String body =
        Json.object()
            .put("customer_id", customer)
            .put("name", name)
            .put("created_at", at)
            .toString();
    assertThat(api.post("/event", body).status()).isEqualTo(201);
  }

  private static JsonNode lookUp(String customerAndMore) throws Exception {
    Api.Answer answer = api.get("/recommended-next-actions?customer_id=" + customerAndMore);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static String refused(String customerAndMore) throws Exception {
    Api.Answer answer = api.get("/recommended-next-actions?customer_id=" + customerAndMore);
    return answer.status() + " " + answer.body().path("code").asText();
  }
}
