package com.traitly.systemtests.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.http.EventStream;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.route.Route;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import com.traitly.systemtests.caller.Call;
import com.traitly.testkit.process.LocalSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Accounts are isolated: a caller sees and changes nothing of another account, whatever it names on
 * any route.
 */
@Tag("slow")
class SeparateAccountsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** In every value of the victim; no request of the stranger contains it. */
  private static final String MARK = "acme-confidential";

  /** Ids that would escape their account if keys were joined or split carelessly. */
  private static final List<String> ODD_IDS =
      List.of("15", "a|b", "|x", "x|", "-eu|15", "eu|15", "ü-世界", "%00", "\u2400", "z".repeat(255));

  /** Shows only numbers, which do not reveal whose they are; it has its own test. */
  private static final String COUNTS_ONLY = "GET /goal/{name}/report";

  private static final String STRANGER_KEY = "stranger-key-0123456789";
  private static final CloseAll STARTED = new CloseAll();

  @TempDir static Path directory;
  private static Standalone product;

  /** The account {@code acme}, whose data must stay private. */
  private static Api victim;

  /** The account {@code acme-eu}; its name begins like the victim's. */
  private static Api stranger;

  private static final Map<String, String> NAMED = new TreeMap<>();

  @BeforeAll
  static void start() throws Exception {
    product =
        STARTED.add(
            Standalone.start(
                Config.of(
                    LocalSettings.in(
                        directory,
                        "TRAITLY_ACCOUNT",
                        "acme",
                        // Nothing listens at the victim's endpoint, so undelivered webhooks appear
                        // soon.
                        "TRAITLY_WEBHOOK_RETRIES",
                        "0",
                        "TRAITLY_WEBHOOK_TOLERATED",
                        "1000",
                        "TRAITLY_BOOTSTRAP_ACCOUNTS",
                        "acme-eu=" + STRANGER_KEY))));
    victim = STARTED.add(new Api(product.baseUrl(), product.apiKey()));
    stranger = STARTED.add(new Api(product.baseUrl(), STRANGER_KEY));
    furnish();
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @Test
  void noRouteShowsOrChangesWhatIsAnothers() throws Exception {
    Set<String> mounted =
        product.routes().stream()
            // Streams do not end; TailIT holds them to the same.
            .filter(route -> !route.mediaType().equals(EventStream.MEDIA_TYPE))
            .map(SeparateAccountsIT::operation)
            .collect(Collectors.toSet());
    assertThat(AccountProbes.byOperation().keySet())
        .as("every route has its probes")
        .containsExactlyInAnyOrderElementsOf(mounted);
    Map<String, JsonNode> before = world();

    assertThat(shownToVictim())
        .as("reads that could give something away")
        .isEqualTo(
            mounted.stream()
                .filter(each -> each.startsWith("GET ") && !each.equals(COUNTS_ONLY))
                .collect(Collectors.toSet()));
    // Twice, so that reads, changes and removals also find what the stranger created.
    List<String> seen = new ArrayList<>(probeAll());
    seen.addAll(probeAll());

    assertThat(seen).isEmpty();
    assertThat(world()).isEqualTo(before);
  }

  @Test
  void theSameIdsLiveSideBySide() throws Exception {
    for (String id : ODD_IDS) {
      ObjectNode event = Json.object().put("customer_id", id).put("name", "Same");
      event.put("event_id", "same-event");
      assertThat(victim.post("/event", event.toString()).status()).isEqualTo(201);
      Api.Answer theirs = stranger.post("/event", event.put("theirs", true).toString());
      assertThat(theirs.status()).isEqualTo(201);
      String path = "/event?name=Same&customer_id=" + Api.encode(id);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            assertThat(stranger.get(path).body().path("data")).as(id).hasSize(1);
            assertThat(victim.get(path).body().path("data")).as(id).hasSize(1);
          });
      assertThat(stranger.get(path).body().at("/data/0/properties/theirs").asBoolean()).isTrue();
      assertThat(victim.get(path).body().at("/data/0").has("properties")).isFalse();
    }
  }

  @Test
  void customersOfOthersAreNotCounted() throws Exception {
    String report = "/goal/Ours/report";
    String goal =
        """
        {"entry": {"on": {"event": "Enter"}}, "window": {"days": 30},
         "target": {"any": [{"event": "Never"}]}, "actions": [{"event_name": "Act"}]}\
        """;
    assertThat(victim.put("/goal/Ours", goal).status()).isEqualTo(201);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(victim.get(report).body().at("/data/0/enrolled").asInt())
                .isEqualTo(ODD_IDS.size()));
    assertThat(stranger.get(report).status()).isEqualTo(404);

    String nobody = goal.replace("Enter", "Enter nowhere");
    assertThat(stranger.put("/goal/Ours", nobody).status()).isEqualTo(201);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode theirs = stranger.get(report).body().at("/data/0");
          assertThat(theirs.path("enrolled").asInt(-1)).isZero();
        });
  }

  private static void makeMarkedCustomers() throws Exception {
    for (String id : ODD_IDS) {
      ObjectNode customer = Json.object().put("customer_id", id).put("name", MARK);
      customer.put("email", MARK + "@example.com").put("plan", MARK);
      ObjectNode event = Json.object().put("customer_id", id).put("name", "Enter");
      event.put("event_id", "their-event").put("note", MARK);
      assertThat(victim.post("/customer", customer.toString()).status()).isEqualTo(201);
      Api.Answer stored = victim.post("/event", event.toString());
      assertThat(stored.status()).isEqualTo(201);
      keep("position", stored.position());
    }
  }

  private static void furnish() throws Exception {
    fail();
    String goal =
        """
        {"entry": {"on": {"event": "Enter"}}, "window": {"days": 30},
         "target": {"any": [{"event": "acme-confidential done"}]},
         "signals": ["acme-confidential sign"],
         "actions": [{"event_name": "Act", "message_plaintext": "acme-confidential"}]}\
        """;
    assertThat(victim.put("/goal/Theirs", goal).status()).isEqualTo(201);
    makeMarkedGoal();
    keep("webhook", id(victim.post("/webhook", "{\"url\":\"https://" + MARK + ".invalid\"}")));
    makeMarkedCustomers();
    keep("token", id(victim.post("/token", "{\"name\":\"" + MARK + "\",\"scopes\":[\"read\"]}")));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(all("/event")).hasSize(ODD_IDS.size()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(all("/customer")).hasSize(ODD_IDS.size() + 1));
    keepAttempts();
    for (String list : List.of("/event", "/customer", "/token")) {
      keep(
          list.substring(1) + "-cursor",
          victim.get(list + "?limit=1").body().at("/metadata/next_cursor").asText());
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    victim
                        .get("/recommended-next-actions?customer_id=15&goal_name=Theirs")
                        .body()
                        .at("/data/0"))
                .isNotEmpty());
    enrol();
  }

  /**
   * Writes facts that are too much for one profile together: the last one becomes the oldest dead
   * letter of the account. Announcements that its endpoint does not accept join the list later.
   */
  private static void fail() throws Exception {
    for (int i = 0; i < 9; i++) {
      ObjectNode customer = Json.object().put("customer_id", "big").put("name", MARK);
      customer.put("email", MARK + "@example.com").put("plan", MARK);
      customer.put("note" + i, MARK.repeat(1_800));
      assertThat(victim.post("/customer", customer.toString()).status()).isEqualTo(201);
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(all("/dead-letter")).hasSize(1));
    keep("letter", all("/dead-letter").at("/0/id").asText());
  }

  /** Waits until the victim's goal counts and lists all its customers; keeps a cursor. */
  private static void enrol() throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(all("/goal/Theirs/customer")).hasSize(ODD_IDS.size());
          assertThat(victim.get("/goal/Theirs/report").body().at("/data/0/enrolled").asInt())
              .isEqualTo(ODD_IDS.size());
        });
    keep(
        "goal-customer-cursor",
        victim.get("/goal/Theirs/customer?limit=1").body().at("/metadata/next_cursor").asText());
  }

  /**
   * Makes a goal whose name carries the mark, so that attempts at the victim's endpoint carry it
   * too.
   */
  private static void makeMarkedGoal() throws Exception {
    String marked =
        """
        {"entry": {"on": {"event": "Enter"}}, "window": {"days": 60}, "priority": 1,
         "target": {"any": [{"event": "acme-confidential done"}]}}\
        """;
    assertThat(victim.put("/goal/" + MARK, marked).status()).isEqualTo(201);
  }

  private static void keepAttempts() throws Exception {
    for (String list : List.of("attempt", "undelivered")) {
      String path = "/webhook/" + NAMED.get("webhook") + "/" + list;
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(victim.get(path).body().toString()).contains(MARK));
      keep("attempt", victim.get(path).body().at("/data/0/id").asText());
    }
  }

  /** Returns everything that the victim can see, except the times of answers and of last use. */
  private static Map<String, JsonNode> world() throws Exception {
    Map<String, JsonNode> world = new TreeMap<>();
    for (String list :
        List.of(
            "/event",
            "/customer",
            "/goal",
            "/webhook",
            "/token",
            "/dead-letter?order=asc&limit=1")) {
      JsonNode items = victim.get(list).body().path("data");
      items.forEach(item -> ((ObjectNode) item).remove("last_used_at"));
      world.put(list, items);
    }
    for (String id : ODD_IDS) {
      JsonNode lookup =
          victim.get("/recommended-next-actions?customer_id=" + Api.encode(id)).body();
      world.put("lookup of " + id, lookup.path("data"));
    }
    for (String of : List.of("", "/report", "/customer")) {
      world.put("goal" + of, victim.get("/goal/Theirs" + of).body().path("data"));
    }
    return world;
  }

  private static List<String> probeAll() throws Exception {
    List<String> seen = new ArrayList<>();
    for (Map.Entry<String, List<Call>> each : AccountProbes.byOperation().entrySet()) {
      for (Call probe : each.getValue()) {
        for (String id : ODD_IDS) {
          seen.addAll(probe(each.getKey(), probe, id));
        }
      }
    }
    return seen;
  }

  /** Returns the reads whose probes show the mark to the victim; the others could prove nothing. */
  private static Set<String> shownToVictim() throws Exception {
    Set<String> showing = new HashSet<>();
    for (Map.Entry<String, List<Call>> each : AccountProbes.byOperation().entrySet()) {
      for (Call probe : each.getValue()) {
        if (probe.method().equals("GET")) {
          Api.Answer answer = victim.send(probe.filled(named("15")));
          // An error that lists the existing goals is not the purpose of the route.
          if (answer.status() == 200 && answer.body().toString().contains(MARK)) {
            showing.add(each.getKey());
          }
        }
      }
    }
    return showing;
  }

  private static Map<String, String> named(String id) {
    Map<String, String> named = new TreeMap<>(NAMED);
    named.put("id", Api.encode(id).replace("+", "%20"));
    named.put("json-id", Json.array().add(id).get(0).toString());
    return named;
  }

  /** Returns what is wrong with the answer; empty when it reveals nothing. */
  private static List<String> probe(String operation, Call probe, String id) throws Exception {
    Api.Answer answer = stranger.send(probe.filled(named(id)));
    List<String> wrong = new ArrayList<>();
    if (answer.body().toString().contains(MARK)) {
      wrong.add(operation + " of " + id + " shows " + answer.body());
    }
    if (answer.status() >= 500) {
      wrong.add(operation + " of " + id + " fails with " + answer.status());
    }
    return wrong;
  }

  private static JsonNode all(String list) throws Exception {
    return victim.get(list).body().path("data");
  }

  private static String operation(Route route) {
    return route.method().name() + " " + route.path();
  }

  private static String id(Api.Answer created) {
    assertThat(created.status()).isEqualTo(201);
    return created.body().at("/data/0/id").asText();
  }

  private static void keep(String name, String value) {
    assertThat(value).isNotEmpty();
    NAMED.put(name, value);
  }
}
