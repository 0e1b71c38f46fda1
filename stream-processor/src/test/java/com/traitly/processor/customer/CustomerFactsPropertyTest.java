package com.traitly.processor.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.contracts.wire.Json;
import com.traitly.contracts.wire.Problems;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** State is a pure function of the set of facts: any order, any repetition, the same outcome. */
@Seeded
class CustomerFactsPropertyTest {
  private static final List<GoalRules> GOALS =
      List.of(
          rules(
              "created",
              """
              {"entry": {"on": "customer_created", "where": {"plan": ["Trial"]}},
               "window": {"hours": 40}, "target": {"any": [{"event": "buy", "count": 2}]}}\
              """),
          rules(
              "first",
              """
              {"entry": {"on": {"event": "try"}}, "window": {"hours": 30},
               "target": {"any": [{"event": "buy"}]}}\
              """),
          rules(
              "again",
              """
              {"entry": {"on": {"event": "buy"}}, "window": {"hours": 20}, "reentry": "always",
               "target": {"any": [{"event": "buy"}, {"event": "try", "count": 3}]}}\
              """));
  private static final List<String> NAMES = List.of("try", "buy", "look", "click");
  private static final long HOUR = 3_600;

  @RepeatedTest(150)
  void anyOrderAndRepetitionGivesTheSameState(RandomGenerator random) {
    List<Event> events = events(random);
    CustomerProfile profile = profile(random.nextLong(60) * HOUR);

    String expected = outcome(events, profile, events.size());
    List<Event> shuffled = new ArrayList<>(events);
    for (int i = 0; i < 5; i++) {
      shuffled.add(events.get(random.nextInt(events.size())));
    }
    Collections.shuffle(shuffled, new Random(random.nextLong()));

    assertThat(outcome(shuffled, profile, random.nextInt(shuffled.size()))).isEqualTo(expected);
  }

  @RepeatedTest(150)
  void countsEqualANaiveCount(RandomGenerator random) {
    List<Event> events = events(random);
    CustomerState state = new CustomerState();
    apply(state, events, profile(10 * HOUR), 0);

    for (String name : NAMES) {
      assertThat(state.total(name))
          .isEqualTo(events.stream().filter(e -> e.name().equals(name)).count());
    }
    GoalStanding created = state.goals().get("created");
    GoalWindow window = created == null ? null : created.track().window();
    assertThat(window).isNotNull();
    for (String name : NAMES) {
      long inside =
          events.stream()
              .filter(e -> e.name().equals(name))
              .filter(e -> e.occurredAt() >= 10 * HOUR && e.occurredAt() < 50 * HOUR)
              .count();
      assertThat(window == null ? -1 : window.count(name)).as(name).isEqualTo(inside);
    }
  }

  @RepeatedTest(50)
  void stateSurvivesBeingWrittenAndRead(RandomGenerator random) {
    CustomerState state = new CustomerState();
    apply(state, events(random), profile(random.nextLong(60) * HOUR), 3);

    byte[] bytes = CustomerStateCodec.write(state);

    assertThat(CustomerStateCodec.write(CustomerStateCodec.read(bytes))).isEqualTo(bytes);
  }

  private static List<Event> events(RandomGenerator random) {
    List<Event> events = new ArrayList<>();
    int count = 1 + random.nextInt(30);
    for (int i = 0; i < count; i++) {
      // Few different instants, so that events often fall into the same second.
      long at = random.nextLong(80) * HOUR;
      events.add(
          new Event(
              "c", NAMES.get(random.nextInt(NAMES.size())), at, 100 * HOUR, "id" + i, Map.of()));
    }
    return events;
  }

  private static CustomerProfile profile(long createdAt) {
    return new CustomerProfile(
        "c", createdAt, true, "Ann", null, "Trial", null, null, null, null, Map.of());
  }

  private static String outcome(List<Event> events, CustomerProfile profile, int profileAfter) {
    CustomerState state = new CustomerState();
    apply(state, events, profile, profileAfter);
    StringBuilder text = new StringBuilder(new TreeMap<>(state.totals()).toString());
    state
        .goals()
        .forEach((name, standing) -> {
          GoalWindow window = standing.track().window();
          text.append('\n')
              .append(name)
              .append(' ')
              .append(standing.track().previousWindows())
              .append('/')
              .append(standing.track().reachedWindows())
              .append(' ')
              .append(describe(window));
        });
    return text.toString();
  }

  private static String describe(@Nullable GoalWindow window) {
    return window == null
        ? "-"
        : window.openedAt() + " " + window.reachedAt() + " " + window.counts() + window.entry();
  }

  private static void apply(
      CustomerState state, List<Event> events, CustomerProfile profile, int profileAfter) {
    Map<Integer, byte[]> chunks = new HashMap<>();
    CustomerTimeline timeline =
        new CustomerTimeline(
            state,
            new TimelineChunks() {
              @Override
              public byte @Nullable [] read(int chunk) {
                return chunks.get(chunk);
              }

              @Override
              public void write(int chunk, byte[] bytes) {
                chunks.put(chunk, bytes);
              }
            });
    CustomerFacts facts = new CustomerFacts(state, timeline, GOALS);
    for (int i = 0; i <= events.size(); i++) {
      if (i == Math.min(profileAfter, events.size())) {
        facts.apply(profile, 100 * HOUR);
      }
      if (i < events.size()) {
        facts.apply(events.get(i));
      }
    }
  }

  private static GoalRules rules(String name, String json) {
    Problems problems = new Problems();
    Goal goal =
        GoalReader.read(Json.read(json.getBytes(StandardCharsets.UTF_8)), name, 1, problems);
    problems.throwIfAny();
    return new GoalRules(goal);
  }
}
