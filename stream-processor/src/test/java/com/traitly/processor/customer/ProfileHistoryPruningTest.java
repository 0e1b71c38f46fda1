package com.traitly.processor.customer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.CustomerFact.Upsert;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** However often a profile changes, its stored history stays small, and no verdict is lost. */
@Seeded
class ProfileHistoryPruningTest {
  private static final long START = 1_750_000_000_000L;
  private static final List<GoalRules> GOALS =
      List.of(
          goal("seats", "'customer_created'", "{'attribute': 'seats', 'above': 10}"),
          goal("plan", "'customer_created', 'where': {'plan': ['Trial']}", "{'plan': ['Pro']}"),
          goal("moved", "{'customer': {'plan': ['Trial']}}", "{'plan': ['Pro']}"),
          goal("login", "{'event': 'Login'}, 'where': {'plan': ['Trial']}", "{'plan': ['Pro']}"));

  private final CustomerState state = new CustomerState();
  private final MemoryPages pages = new MemoryPages();
  private final CustomerTimeline timeline = new CustomerTimeline(state, pages);
  private final CustomerFacts facts = new CustomerFacts("acme", state, timeline, GOALS);
  private @Nullable CustomerProfile profile;
  private long now = START;

  @RepeatedTest(20)
  void whatWasFoundStaysHoweverManyChangesFollow(RandomGenerator random) {
    for (int i = 0; i < 40; i++) {
      change(random);
    }
    Map<String, String> found = verdicts();

    for (int i = 0; i < 900; i++) {
      change(random);
    }
    // Later changes may reach open windows; windows that were decided before must not change.
    Map<String, String> after = verdicts();
    found.forEach((goal, verdict) -> {
      if (!verdict.contains("open")) {
        assertThat(after.get(goal)).as(goal).isEqualTo(verdict);
      }
    });
    assertThat(folded()).as("all facts that are kept, folded again").isEqualTo(after);
    assertThat(timeline.profile().between())
        .isLessThanOrEqualTo(ProfileHistoryPruning.MOST_BETWEEN);
  }

  @Test
  void aHistoryOfNamesThatComeAndGoStaysSmall() {
    for (int i = 0; i < 400; i++) {
      Map<String, JsonNode> fields = new LinkedHashMap<>();
      fields.put("custom_attributes", NullNode.getInstance());
      for (int name = 0; name < 150; name++) {
        fields.put("n".repeat(170) + i + "-" + name, IntNode.valueOf(name));
      }
      send(fields);
    }

    byte[] page = requireNonNull(pages.read(CustomerPages.PROFILE));
    assertThat(page.length).isLessThan(200_000);
    assertThat(requireNonNull(profile).customAttributes()).hasSize(150);
  }

  @Test
  void whatWasClearedLongAgoDoesNotComeBack() {
    set("seats", IntNode.valueOf(20));
    for (int i = 0; i < 40; i++) {
      Map<String, JsonNode> fields = new LinkedHashMap<>();
      fields.put("custom_attributes", NullNode.getInstance());
      send(fields);
    }
    Map<String, String> before = verdicts();
    facts.apply(new Event("c", "Login", START + 1, now, "late", Map.of()), now);

    assertThat(folded().get("seats")).isEqualTo(before.get("seats"));
  }

  private void change(RandomGenerator random) {
    switch (random.nextInt(6)) {
      case 0 ->
          set("plan", TextNode.valueOf(List.of("Trial", "Pro", "Free").get(random.nextInt(3))));
      case 1 -> set("seats", IntNode.valueOf(random.nextInt(14)));
      case 2 -> set("note", TextNode.valueOf("x".repeat(300) + random.nextInt()));
      case 3 -> {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("custom_attributes", NullNode.getInstance());
        send(fields);
      }
      default -> {
        now += 1_000;
        facts.apply(new Event("c", "Login", now, now, "e" + now, Map.of()), now);
      }
    }
  }

  private void set(String field, JsonNode value) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    if (field.equals("plan")) {
      fields.put(field, value);
    } else {
      ObjectNode attributes = Json.object();
      fields.put("custom_attributes", attributes.set(field, value));
    }
    send(fields);
  }

  private void send(Map<String, JsonNode> fields) {
    now += 1_000;
    profile = facts.apply(new Upsert("c", now, null, null, fields), profile, now);
  }

  private Map<String, String> verdicts() {
    Map<String, String> verdicts = new LinkedHashMap<>();
    state.goals().forEach((name, enrolment) -> verdicts.put(name, verdict(enrolment.track())));
    return verdicts;
  }

  private Map<String, String> folded() {
    Map<String, String> verdicts = new LinkedHashMap<>();
    state
        .goals()
        .forEach((name, enrolment) -> {
          GoalRules rules =
              GOALS.stream()
                  .filter(each -> each.goal().name().equals(name))
                  .findFirst()
                  .orElseThrow();
          verdicts.put(
              name,
              verdict(GoalFold.whole(rules, timeline.history(Long.MIN_VALUE), enrolment.track())));
        });
    return verdicts;
  }

  private static String verdict(EnrolmentWindows track) {
    GoalWindow window = track.window();
    return window == null
        ? "none open"
        : window.openedAt() + " " + (window.reached() ? window.reachedAt() : "open");
  }

  private static GoalRules goal(String name, String on, String target) {
    String json =
        "{'entry': {'on': %s}, 'window': {'days': 30}, 'target': {'any': [%s]}}"
            .formatted(on, target)
            .replace('\'', '"');
    Problems problems = new Problems();
    var goal = GoalReader.read(Json.read(json.getBytes(StandardCharsets.UTF_8)), name, 1, problems);
    problems.throwIfAny();
    return new GoalRules(goal);
  }
}
