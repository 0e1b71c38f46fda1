package com.traitly.processor.topology;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.platform.metrics.MeterNames;
import com.traitly.prediction.GoalModel.Basis;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.task.Stores;
import com.traitly.streams.node.DeletionTimes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTopologyTest {
  private static final long START = 1_750_000_000_000L;
  private static final long DAY = 86_400_000L;
  private static final String TRIAL =
      """
      {"customer_id":"c","name":"Ann","email":"a@b.c","plan":"Trial"}\
      """;
  private static final Goal CONVERSION =
      ProcessorHarness.goal(
          "Conversion",
          """
          {"entry": {"on": "customer_created", "where": {"plan": ["Trial"]}},
           "window": {"days": 30},
           "target": {"any": [{"event": "Subscribed"}, {"plan": ["Pro"]}]},
           "actions": [
             {"event_name": "Style Widget", "target_count": 3,
              "message_plaintext": "{{customer.name}}, {{action.remaining}} to go",
              "message_html": "<p>{{customer.name}}</p>"},
             {"event_name": "Invite", "target_count": 1}],
           "notify": {"min_delta": 0.01}}\
          """);

  @TempDir Path directory;
  private ProcessorHarness processor;

  @BeforeEach
  void start() {
    processor = new ProcessorHarness(directory, START);
  }

  @AfterEach
  void stop() {
    processor.close();
  }

  @Test
  void announcesBothKindsOnceOnEntry() {
    processor.define(CONVERSION).customer("c", TRIAL);

    TestRecord<AccountKey, byte[]> likelihood = only(processor.likelihoods());
    JsonNode body = Json.read(likelihood.value());
    assertThat(body.path("data").get(0).path("likelihood").doubleValue())
        .isCloseTo(0.15, within(0.01));
    assertThat(body.path("meta").path("goal_name").asText()).isEqualTo("Conversion");
    assertThat(RecordHeaders.text(likelihood.headers(), RecordHeaders.CAUSE))
        .isEqualTo("t.customers-0@0");
    JsonNode actions = Json.read(only(processor.nextActions()).value()).path("data");
    assertThat(actions).hasSize(2);
    assertThat(actions.get(0).path("message_plaintext").asText()).isEqualTo("Ann, 3 to go");
    assertThat(actions.get(0).path("goal_days_left").asLong()).isEqualTo(30);
  }

  @Test
  void countsInsideTheWindowAndAllTime() {
    processor
        .define(CONVERSION)
        .event("c", "Style Widget", START - 5 * DAY)
        .customer("c", TRIAL)
        .event("c", "Style Widget", processor.now() + 10_000)
        .event("c", "Style Widget", processor.now() + 20_000, "same")
        .event("c", "Style Widget", processor.now() + 20_000, "same");

    GoalWindow window = window("c");
    assertThat(window.count("Style Widget")).isEqualTo(2);
    assertThat(processor.state("c").total("Style Widget")).isEqualTo(3);
  }

  @Test
  void announcesNextActionsAgainWhenACountChanges() {
    processor.define(CONVERSION).customer("c", TRIAL);
    processor.nextActions();

    processor.event("c", "Invite", processor.now());

    JsonNode actions = Json.read(only(processor.nextActions()).value()).path("data");
    assertThat(actions).hasSize(1);
    assertThat(actions.get(0).path("event_name").asText()).isEqualTo("Style Widget");
  }

  @Test
  void reachesByEventAndByPlan() {
    processor
        .define(CONVERSION)
        .customer("c", TRIAL)
        .customer("d", TRIAL.replace("\"c\"", "\"d\""));
    processor.likelihoods();
    processor.pass(Duration.ofHours(1));

    processor.event("c", "Subscribed", processor.now());
    processor.customer("d", "{\"plan\": \"Pro\"}");

    assertThat(window("c").reached()).isTrue();
    assertThat(window("d").reached()).isTrue();
    List<TestRecord<AccountKey, byte[]>> likelihoods = processor.likelihoods();
    assertThat(likelihoods).hasSize(2);
    assertThat(likelihoods)
        .allSatisfy(each ->
            assertThat(Json.read(each.value()).path("data").get(0).path("likelihood").asDouble())
                .isEqualTo(1.0));
    assertThat(transitions())
        .containsExactly(
            GoalTransition.Kind.ENTERED,
            GoalTransition.Kind.ENTERED,
            GoalTransition.Kind.REACHED,
            GoalTransition.Kind.REACHED);
  }

  @Test
  void expiresThroughTheDueIndexAlone() {
    processor.define(CONVERSION).customer("c", TRIAL);
    processor.likelihoods();

    processor.pass(Duration.ofDays(31));

    List<TestRecord<AccountKey, byte[]>> likelihoods = processor.likelihoods();
    assertThat(
            Json.read(likelihoods.getLast().value())
                .path("data")
                .get(0)
                .path("likelihood")
                .asDouble())
        .isZero();
    assertThat(transitions()).endsWith(GoalTransition.Kind.EXPIRED);
  }

  @Test
  void appliesANewGoalToStoredHistory() {
    for (int i = 0; i < 60; i++) {
      String id = "h" + i;
      long created = START - 50 * DAY + i * 3_600_000L;
      processor.customer(
          id,
          TRIAL
              .replace("\"c\"", "\"" + id + "\"")
              .replace("}", ",\"created_at\":%1$d,\"updated_at\":%1$d}".formatted(created)));
      if (i % 3 == 0) {
        processor.event(id, "Style Widget", START - 45 * DAY);
        processor.event(id, "Subscribed", START - 40 * DAY);
      }
    }
    processor.customer("c", TRIAL);
    assertThat(processor.likelihoods()).isEmpty();

    processor.define(CONVERSION).pass(Duration.ofSeconds(30));

    JsonNode announced = Json.read(only(processor.likelihoods()).value());
    assertThat(announced.path("meta").path("customer_id").asText()).isEqualTo("c");
    assertThat(announced.path("data").get(0).path("likelihood").asDouble()).isGreaterThan(0.25);
    var model = processor.model(CONVERSION);
    assertThat(requireNonNull(model).model().metrics().windows()).isEqualTo(60);
    assertThat(model.model().metrics().reached()).isEqualTo(20);
    assertThat(model.model().basis()).isNotEqualTo(Basis.PRIOR);
    assertThat(model.model().space().signals()).contains("Style Widget", "Invite", "Subscribed");
  }

  @Test
  void erasureLeavesNothingBehind() {
    String id = "erase-me";
    processor.define(CONVERSION).customer(id, TRIAL.replace("\"c\"", '"' + id + '"'));
    for (int i = 0; i < 80; i++) {
      processor.event(id, "Invite", processor.now() + i);
    }
    assertThat(storesThatHold(id))
        .contains("customer-goals", "timelines", "due", "profiles", "goal-members");

    processor.erase(id);

    assertThat(processor.state(id)).isNull();
    assertThat(storesThatHold(id)).isEmpty();
    TestRecord<AccountKey, CustomerProfile> tombstone = profiles().getLast();
    assertThat(tombstone.value()).isNull();
    assertThat(RecordHeaders.text(tombstone.headers(), RecordHeaders.ERASED_AT))
        .startsWith(Long.toString(processor.now() / 1_000));
  }

  @Test
  void whatWasSentBeforeAnErasureDoesNotMakeTheCustomerAnew() {
    long before = processor.now();
    Event event = new Event("c", "Invite", START, START, "e", Map.of());
    CustomerFact upsert =
        new CustomerFact.Upsert("c", START, null, null, Map.of("plan", TextNode.valueOf("Trial")));
    processor.define(CONVERSION).customer("c", TRIAL).erase("c");

    processor.sendAgain(event, before).sendAgain(upsert, before);
    assertThat(processor.state("c")).isNull();
    assertThat(profiles().getLast().value()).isNull();
    assertThat(outdated()).isEqualTo(2);

    // A customer who comes back is a new one: the former one's facts and erasure do not apply.
    processor.customer("c", TRIAL).sendAgain(event, before);
    processor.sendAgain(new CustomerFact.Erasure("c", START), before);
    assertThat(processor.state("c").total("Invite")).isZero();
    assertThat(profiles().getLast().value()).isNotNull();
    processor.event("c", "Invite", processor.now()).sendAgain(event, before);
    assertThat(processor.state("c").total("Invite")).isEqualTo(1);
    // Other customers are not affected.
    processor.sendAgain(new Event("d", "Invite", START, START, "e", Map.of()), before);
    assertThat(processor.state("d").total("Invite")).isEqualTo(1);
  }

  @Test
  void whoeverHasTheStateNextKnowsWhoWasErasedAndWhenTheLastOneWas() {
    processor.customer("c", TRIAL).erase("c").erase("d").event("d", "Invite", START);

    DeletionTimes erasures =
        new DeletionTimes(processor.driver.getKeyValueStore(Stores.ERASURES.name()));

    long last = erasures.lastOf(ProcessorHarness.key("d"));
    assertThat(erasures.newest()).isEqualTo(last);
    assertThat(erasures.cover(ProcessorHarness.key("d"), last)).isTrue();
    assertThat(erasures.cover(ProcessorHarness.key("d"), last + 1)).isFalse();
    assertThat(erasures.cover(ProcessorHarness.key("c"), last)).isFalse();
    erasures.remember(ProcessorHarness.key("d"), START);
    assertThat(erasures.lastOf(ProcessorHarness.key("d"))).isEqualTo(last);
  }

  @Test
  void idsAndSequencesAreTheSameWhenTheSameFactsComeAgain(@TempDir Path other) {
    try (ProcessorHarness again = new ProcessorHarness(other, START)) {
      for (ProcessorHarness each : List.of(processor, again)) {
        each.define(CONVERSION).customer("c", TRIAL).event("c", "Invite", each.now());
      }
      assertThat(again.nextActions().stream().map(ProcessorTopologyTest::identity))
          .containsExactlyElementsOf(
              processor.nextActions().stream().map(ProcessorTopologyTest::identity).toList());
    }
  }

  @Test
  void announcesTheEndOfAWindowThatTheSameEventReplaces() {
    processor
        .define(
            ProcessorHarness.goal(
                "Again",
                """
                {"entry": {"on": {"event": "Buy"}}, "window": {"days": 30},
                 "target": {"any": [{"event": "Buy"}]}, "reentry": "always",
                 "actions": [{"event_name": "Browse", "target_count": 3}]}\
                """))
        .event("c", "Buy", processor.now())
        .pass(Duration.ofHours(1))
        .event("c", "Buy", processor.now());

    assertThat(transitions())
        .containsExactly(
            GoalTransition.Kind.ENTERED, GoalTransition.Kind.REACHED, GoalTransition.Kind.ENTERED);
    assertThat(processor.likelihoods().stream().map(ProcessorTopologyTest::identity))
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void aFactThatCannotBeAppliedLeavesNothingBehind() {
    processor.define(CONVERSION);
    String huge = "{\"custom_attributes\":{\"a\":\"" + "x".repeat(60_000) + "\"}}";
    for (String name : List.of("a", "b", "c", "d")) {
      processor.customer("c", huge.replace("\"a\"", "\"" + name + "\""));
    }

    assertThatThrownBy(() -> processor.customer("c", huge.replace("\"a\"", "\"e\"")))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);

    CustomerProfile stored =
        processor
            .driver
            .<AccountKey, CustomerProfile>getKeyValueStore("profiles")
            .get(ProcessorHarness.key("c"));
    assertThat(stored.customAttributes()).hasSize(4);
    assertThat(processor.output(processor.topics.customerProfiles()).readRecordsToList())
        .hasSize(4);
  }

  private List<TestRecord<AccountKey, CustomerProfile>> profiles() {
    return processor.output(processor.topics.customerProfiles()).readRecordsToList();
  }

  private double outdated() {
    return processor.meters.counter(MeterNames.FACTS_OUTDATED).count();
  }

  /** Walks every key and value of every store. */
  private List<String> storesThatHold(String text) {
    List<String> found = new ArrayList<>();
    for (String store : processor.driver.getAllStateStores().keySet()) {
      try (KeyValueIterator<?, ?> all = rows(store)) {
        while (all.hasNext()) {
          KeyValue<?, ?> row = all.next();
          if (readable(row.key).contains(text) || readable(row.value).contains(text)) {
            found.add(store);
          }
        }
      }
    }
    return found;
  }

  private KeyValueIterator<?, ?> rows(String store) {
    KeyValueStore<Object, Object> rows = processor.driver.getKeyValueStore(store);
    return rows == null ? processor.driver.getWindowStore(store).all() : rows.all();
  }

  private static String readable(Object part) {
    return switch (part) {
      case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
      case Bytes bytes -> new String(bytes.get(), StandardCharsets.ISO_8859_1);
      case Windowed<?> window -> readable(window.key());
      default -> part.toString();
    };
  }

  private static String identity(TestRecord<AccountKey, byte[]> each) {
    return RecordHeaders.text(each.headers(), RecordHeaders.ID)
        + "#"
        + RecordHeaders.text(each.headers(), RecordHeaders.SEQUENCE);
  }

  private GoalWindow window(String id) {
    return requireNonNull(
        requireNonNull(processor.state(id).goals().get("Conversion")).track().window());
  }

  private List<GoalTransition.Kind> transitions() {
    return processor.output(processor.topics.goalLifecycle()).readValuesToList().stream()
        .map(GoalTransition::kind)
        .toList();
  }

  private static TestRecord<AccountKey, byte[]> only(List<TestRecord<AccountKey, byte[]>> records) {
    assertThat(records).hasSize(1);
    return records.getFirst();
  }
}
