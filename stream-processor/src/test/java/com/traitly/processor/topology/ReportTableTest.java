package com.traitly.processor.topology;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Goal;
import com.traitly.processor.customer.CustomerPages;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalStatus;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.lookup.GoalQueries;
import com.traitly.processor.task.StoreKeys;
import com.traitly.processor.task.Stores;
import com.traitly.streams.list.ListRow;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateRequest;
import com.traitly.testkit.Seeded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A goal's figures and its list equal a count of all customers, one by one. */
@Tag("thorough")
@Seeded
class ReportTableTest {
  private static final long START = 1_750_000_000_000L;
  private static final long HOUR = 3_600_000L;
  private static final List<String> PEOPLE = List.of("a", "b", "c", "d", "e");
  private static final List<String> EVENTS = List.of("Begin", "Act", "Finish");
  private static final String NEVER =
      """
      {"entry": {"on": {"event": "Begin"}}, "window": {"hours": %d},
       "target": {"any": [{"event": "Finish"}]},
       "actions": [{"event_name": "Act", "target_count": 3}, {"event_name": "Other"}],
       "notify": {"min_delta": 0.05}}\
      """;
  private static final String ALWAYS =
      """
      {"entry": {"on": {"event": "Finish"}}, "window": {"hours": 12}, "reentry": "always",
       "target": {"any": [{"event": "Finish"}]}, "actions": [{"event_name": "Act"}]}\
      """;

  @TempDir Path directory;
  private ProcessorHarness processor;
  private Map<String, StateQuery> queries;

  @BeforeEach
  void start() {
    processor = new ProcessorHarness(directory, START);
    queries =
        GoalQueries.of(
            processor::open, processor.topics, () -> Instant.ofEpochMilli(processor.now()));
  }

  @AfterEach
  void stop() {
    processor.close();
  }

  @RepeatedTest(8)
  void followWhateverHappens(RandomGenerator random) {
    long version = 1;
    Goal never = ProcessorHarness.goal("Use it", version, NEVER.formatted(24));
    Goal always = ProcessorHarness.goal("Again", ALWAYS);
    processor.define(never).define(always);
    for (int round = 0; round < 8; round++) {
      for (int i = 0; i < 12; i++) {
        String who = PEOPLE.get(random.nextInt(PEOPLE.size()));
        if (random.nextInt(25) == 0) {
          processor.erase(who);
        } else {
          String what = EVENTS.get(random.nextInt(EVENTS.size()));
          processor.event(who, what, processor.now() - random.nextLong(30) * HOUR);
        }
      }
      if (random.nextInt(4) == 0) {
        never = ProcessorHarness.goal("Use it", ++version, NEVER.formatted(12 + version * 12));
        processor.define(never);
      }
      processor.pass(Duration.ofSeconds(30)).pass(Duration.ofHours(random.nextLong(6)));
      processor.pass(Duration.ofSeconds(3));
      check(never);
      check(always);
    }
  }

  @Test
  void anotherVersionStartsItsOwnFiguresAndSaysWhoLeft() {
    processor.define(ProcessorHarness.goal("Use it", NEVER.formatted(24)));
    processor
        .event("a", "Begin", START)
        .event("b", "Begin", START)
        .event("b", "Finish", START + 9_000);
    processor.pass(Duration.ofSeconds(10));
    Goal second = ProcessorHarness.goal("Use it", 2, NEVER.formatted(48));

    processor.define(second).pass(Duration.ofSeconds(10));

    assertThat(report(second)).containsEntry("left", 1L).containsEntry("enrolled", 2L);
    assertThat(report(ProcessorHarness.goal("Use it", NEVER.formatted(24)))).isEmpty();
    check(second);
  }

  @Test
  void nothingRemainsOfADeletedGoalOrAnErasedCustomer() {
    Goal goal = ProcessorHarness.goal("Use it", NEVER.formatted(24));
    processor.define(goal).event("a", "Begin", START).event("b", "Begin", START);
    processor.pass(Duration.ofSeconds(10));
    assertThat(listed(goal)).hasSize(2);

    processor.erase("a").pass(Duration.ofSeconds(1));
    assertThat(listed(goal)).containsOnlyKeys("b");
    assertThat(report(goal)).containsEntry("enrolled", 1L);

    processor.delete("Use it").pass(Duration.ofSeconds(15));
    assertThat(rows()).isZero();
  }

  @Test
  void theListSaysWhatToDoNext() {
    Goal goal = ProcessorHarness.goal("Use it", NEVER.formatted(30));
    processor.define(goal).customer("a", "{\"name\":\"Ann\",\"email\":\"a@b.c\",\"plan\":\"Pro\"}");
    processor.event("a", "Begin", START + 3_000).pass(Duration.ofSeconds(10));

    JsonNode item = requireNonNull(listed(goal).get("a"));

    assertThat(item.path("name").asText()).isEqualTo("Ann");
    assertThat(item.path("plan").asText()).isEqualTo("Pro");
    assertThat(item.path("goal_days_left").asLong()).isEqualTo(2);
    assertThat(item.path("next_action").asText()).isIn("Act", "Other");
  }

  private void check(Goal goal) {
    assertThat(report(goal)).as("figures of %s", goal.name()).isEqualTo(counted(goal));
    Map<String, Double> likelihoods = new TreeMap<>();
    listed(goal).forEach((id, item) -> likelihoods.put(id, item.path("likelihood").asDouble()));
    assertThat(likelihoods).as("list of %s", goal.name()).isEqualTo(open(goal));
  }

  /** The figures in the query's answer, with the times to reach added up to half hours. */
  private Map<String, Long> report(Goal goal) {
    JsonNode answer = ask(GoalQueries.REPORT, args(goal));
    Map<String, Long> figures = new TreeMap<>();
    for (String figure : List.of("enrolled", "reached", "expired", "left")) {
      if (answer.has(figure)) {
        figures.put(figure, answer.path(figure).asLong());
      }
    }
    long seconds = 0;
    for (JsonNode each : answer.path("reached_after")) {
      seconds += each.get(0).asLong() * each.get(1).asLong();
    }
    return seconds == 0 ? figures : with(figures, "half hours", Math.round(seconds / 1_800.0));
  }

  private Map<String, Long> counted(Goal goal) {
    GoalRules rules = new GoalRules(goal);
    Map<String, Long> figures = new TreeMap<>();
    double seconds = 0;
    for (String id : PEOPLE) {
      for (GoalWindow window : windows(rules, id)) {
        figures.merge("enrolled", 1L, Long::sum);
        switch (GoalStatus.of(rules, window, processor.now())) {
          case ACTIVE -> {
            // Already counted as enrolled.
          }
          case REACHED -> {
            figures.merge("reached", 1L, Long::sum);
            long step = Math.max(1, Math.ceilDiv(goal.windowMillis() / 1_000, 720));
            long took = (window.reachedAt() - window.openedAt()) / 1_000;
            seconds += (took - took % step) + Math.floorDiv(step, 2);
          }
          case EXPIRED -> figures.merge("expired", 1L, Long::sum);
        }
      }
    }
    Long left = report(goal).get("left");
    if (left != null) {
      figures.put("left", left);
    }
    return seconds == 0 ? figures : with(figures, "half hours", Math.round(seconds / 1_800));
  }

  private Map<String, Double> open(Goal goal) {
    GoalRules rules = new GoalRules(goal);
    Map<String, Double> open = new TreeMap<>();
    for (String id : PEOPLE) {
      List<GoalWindow> windows = windows(rules, id);
      if (windows.isEmpty()) {
        continue;
      }
      GoalWindow newest = windows.getLast();
      Announced announced =
          requireNonNull(processor.state(id).goals().get(goal.name())).announced();
      if (GoalStatus.of(rules, newest, processor.now()) == GoalStatus.ACTIVE
          && announced != null
          && announced.openedAt() == newest.openedAt()) {
        open.put(id, announced.likelihood());
      }
    }
    return open;
  }

  private List<GoalWindow> windows(GoalRules rules, String id) {
    CustomerState state = processor.state(id);
    if (state == null) {
      return List.of();
    }
    KeyValueStore<byte[], byte[]> chunks =
        processor.driver.getKeyValueStore(Stores.TIMELINES.name());
    CustomerTimeline timeline =
        new CustomerTimeline(
            state,
            new CustomerPages() {
              @Override
              public byte @Nullable [] read(int chunk) {
                return chunks.get(StoreKeys.chunk(ProcessorHarness.key(id), chunk));
              }

              @Override
              public void write(int chunk, byte[] bytes) {
                throw new UnsupportedOperationException();
              }
            });
    return GoalFold.whole(rules, timeline.history(Long.MIN_VALUE), null).windows();
  }

  private Map<String, JsonNode> listed(Goal goal) {
    Map<String, JsonNode> listed = new TreeMap<>();
    List<Double> likelihoods = new ArrayList<>();
    Bytes after = null;
    do {
      Page page =
          Page.read(ask(GoalQueries.CUSTOMERS, new PageRequest(true, 2, after).addTo(args(goal))));
      for (ListRow row : page.rows()) {
        likelihoods.add(row.item().path("likelihood").asDouble());
        assertThat(listed.put(row.item().path("customer_id").asText(), row.item())).isNull();
      }
      after = page.searchedTo();
    } while (after != null);
    assertThat(likelihoods).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    return listed;
  }

  private JsonNode ask(String query, ObjectNode args) {
    return requireNonNull(queries.get(query))
        .answer(new StateRequest(ProcessorHarness.ACCOUNT, 0, args));
  }

  private static ObjectNode args(Goal goal) {
    return Json.object().put("goal_name", goal.name()).put("goal_version", goal.version());
  }

  private static Map<String, Long> with(Map<String, Long> figures, String name, long count) {
    figures.put(name, count);
    return figures;
  }

  private long rows() {
    long rows = 0;
    KeyValueStore<Bytes, byte[]> store =
        processor.driver.getKeyValueStore(Stores.GOAL_MEMBERS.name());
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      for (; all.hasNext(); rows++) {
        KeyValue<Bytes, byte[]> unused = all.next();
      }
    }
    return rows;
  }
}
