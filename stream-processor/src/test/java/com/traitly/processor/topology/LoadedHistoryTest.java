package com.traitly.processor.topology;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.Fields;
import com.traitly.processor.lookup.GoalQueries;
import com.traitly.streams.state.StateRequest;
import com.traitly.testkit.Seeded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers of the past, loaded with and without the instants at which their profiles changed. */
@Tag("thorough")
@Seeded
class LoadedHistoryTest {
  private static final long START = 1_750_000_000_000L;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int CUSTOMERS = 100;
  private static final Goal CONVERSION =
      ProcessorHarness.goal(
          "Conversion",
          """
          {"entry": {"on": "customer_created", "where": {"plan": ["Trial"]}},
           "window": {"days": 30}, "target": {"any": [{"plan": ["Pro"]}]},
           "actions": [{"event_name": "Invite"}]}\
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

  @RepeatedTest(3)
  void datedFactsInAnyOrderTeachTheTruth(RandomGenerator random) {
    List<Runnable> facts = history();
    Collections.shuffle(facts, new Random(random.nextLong()));
    facts.forEach(Runnable::run);

    processor.define(CONVERSION).pass(Duration.ofSeconds(30));

    assertThat(report().path("enrolled").asLong()).isEqualTo(CUSTOMERS);
    assertThat(report().path("reached").asLong()).isEqualTo(CUSTOMERS / 2);
    assertThat(report().path("expired").asLong()).isEqualTo(CUSTOMERS / 2);
    assertThat(report().path("inferred").asLong()).isZero();
    assertThat(learnt()).isEqualTo(CUSTOMERS);
    assertThat(likelihoodOfANewCustomer()).isBetween(0.4, 0.6);
  }

  /** In any order of facts, with pauses of any length, and with live customers meanwhile. */
  @RepeatedTest(8)
  void aGoalThatIsThereAlreadyLearnsTheTruthToo(RandomGenerator random) {
    List<Runnable> facts = history();
    Collections.shuffle(facts, new Random(random.nextLong()));
    processor.define(CONVERSION).pass(Duration.ofSeconds(random.nextInt(30)));
    int live = random.nextInt(facts.size());
    for (int i = 0; i < facts.size(); i++) {
      facts.get(i).run();
      if (i == live) {
        processor.customer("live", "{\"plan\": \"Trial\"}");
      }
      if (random.nextInt(60) == 0) {
        processor.pass(Duration.ofSeconds(random.nextInt(120)));
      }
    }
    processor.pass(Duration.ofSeconds(90));

    assertThat(report().path("reached").asLong()).isEqualTo(CUSTOMERS / 2);
    // The last few, which come alone, wait for the end of the day.
    assertThat(learnt()).isBetween(CUSTOMERS - CUSTOMERS / 20L, (long) CUSTOMERS);
    assertThat(likelihoodOfANewCustomer()).isBetween(0.4, 0.6);
  }

  @Test
  void whatWasLearntTooEarlyIsLearntAnew() {
    processor.define(CONVERSION).pass(Duration.ofSeconds(20));
    processor.customer("live", "{\"plan\": \"Trial\"}");
    loadTrials();
    processor.pass(Duration.ofSeconds(90));
    assertThat(likelihoodOfANewCustomer()).isLessThan(0.1);

    subscribeEverySecond();
    processor.pass(Duration.ofSeconds(90));

    assertThat(report().path("reached").asLong()).isEqualTo(CUSTOMERS / 2);
    assertThat(learnt()).isEqualTo(CUSTOMERS);
    assertThat(likelihoodOfANewCustomer()).isBetween(0.4, 0.6);
  }

  @Test
  void eventsThatComeDaysLaterAreLearntAnew() {
    processor.define(CONVERSION).pass(Duration.ofSeconds(20));
    for (int i = 0; i < CUSTOMERS; i++) {
      processor.customer("h" + i, profile("Trial", created(i), created(i)));
    }
    subscribeEverySecond();
    processor.pass(Duration.ofSeconds(90));
    int round = round();

    for (int i = 0; i < CUSTOMERS; i += 2) {
      processor.event("h" + i, "Style Widget", created(i) + DAY);
    }
    processor.pass(Duration.ofSeconds(90));

    assertThat(round()).isGreaterThan(round);
    assertThat(requireNonNull(processor.model(CONVERSION)).model().space().signals())
        .contains("Style Widget");
  }

  @Test
  void whoAlwaysSendsLateDoesNotBeginItAnewForEver() {
    history().forEach(Runnable::run);
    processor.define(CONVERSION).pass(Duration.ofSeconds(60));
    int round = round();

    for (int i = 0; i < 60; i++) {
      for (int customer = 0; customer < 10; customer++) {
        processor.event("h" + customer, "Invite", processor.now() - 2 * 3_600_000L);
      }
      processor.pass(Duration.ofSeconds(10));
    }

    assertThat(round()).isEqualTo(round);
  }

  @Test
  void oneLateFactOfManyCustomersDoesNotBeginItAnew() {
    history().forEach(Runnable::run);
    processor.define(CONVERSION).pass(Duration.ofSeconds(60));
    int round = round();

    long created = START - 60 * DAY;
    processor.customer("late", profile("Trial", created, created));
    processor.pass(Duration.ofSeconds(90));

    assertThat(round()).isEqualTo(round);
  }

  @Test
  void withoutDatesNothingIsLearntAndTheReportSaysHowMany() {
    for (int i = 0; i < CUSTOMERS; i++) {
      String created = ", \"created_at\": %d".formatted(START - 50 * DAY + i * 3_600_000L);
      String plan = i % 2 == 0 ? "Pro" : "Trial";
      processor.customer("h" + i, "{\"plan\": \"%s\"%s}".formatted(plan, created));
      processor.event("h" + i, "Invite", START - 40 * DAY);
    }

    processor.define(CONVERSION).pass(Duration.ofSeconds(30));

    assertThat(report().path("enrolled").asLong()).isZero();
    assertThat(report().path("inferred").asLong()).isEqualTo(CUSTOMERS);
    assertThat(learnt()).isZero();
    assertThat(likelihoodOfANewCustomer()).isBetween(0.1, 0.2);
  }

  @Test
  void aDateThatComesLaterMakesAWindowKnown() {
    long created = START - 50 * DAY;
    processor.define(CONVERSION);
    processor.customer("a", "{\"plan\": \"Pro\", \"created_at\": %d}".formatted(created));
    processor.pass(Duration.ofSeconds(10));
    assertThat(report().path("inferred").asLong()).isEqualTo(1);

    processor.customer("a", profile("Trial", created, created));
    processor.customer("a", profile("Pro", created, created + 3 * DAY));
    processor.pass(Duration.ofSeconds(10));

    assertThat(report().path("inferred").asLong()).isZero();
    assertThat(report().path("reached").asLong()).isEqualTo(1);
  }

  @Test
  void aProfileThatFollowsWithinTheHourIsKnown() {
    processor.define(CONVERSION);
    long created = processor.now() - Duration.ofMinutes(59).toMillis();

    processor.customer("a", "{\"plan\": \"Trial\", \"created_at\": %d}".formatted(created));

    assertThat(report().path("enrolled").asLong()).isEqualTo(1);
    assertThat(report().path("inferred").asLong()).isZero();
  }

  private List<Runnable> history() {
    List<Runnable> facts = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      String id = "h" + i;
      long created = created(i);
      facts.add(() -> processor.customer(id, profile("Trial", created, created)));
      facts.add(() -> processor.event(id, "Invite", created + DAY));
      if (i % 2 == 0) {
        facts.add(() -> processor.customer(id, profile("Pro", created, created + 10 * DAY)));
      }
    }
    return facts;
  }

  private void loadTrials() {
    for (int i = 0; i < CUSTOMERS; i++) {
      processor.event("h" + i, "Invite", created(i) + DAY);
      processor.customer("h" + i, profile("Trial", created(i), created(i)));
    }
  }

  private void subscribeEverySecond() {
    for (int i = 0; i < CUSTOMERS; i += 2) {
      processor.customer("h" + i, profile("Pro", created(i), created(i) + 10 * DAY));
    }
  }

  private static long created(int customer) {
    return START - 50 * DAY + customer * 3_600_000L;
  }

  private int round() {
    return requireNonNull(processor.model(CONVERSION)).course().round();
  }

  private double likelihoodOfANewCustomer() {
    processor.likelihoods();
    String id = "new" + processor.now();
    processor.customer(id, "{\"plan\": \"Trial\"}");
    JsonNode announced = Json.read(processor.likelihoods().getLast().value());
    assertThat(announced.path("meta").path("customer_id").asText()).isEqualTo(id);
    return announced.path("data").get(0).path("likelihood").asDouble();
  }

  private long learnt() {
    return requireNonNull(processor.model(CONVERSION)).model().metrics().windows();
  }

  private static String profile(String plan, long createdAt, long updatedAt) {
    return "{\"plan\": \"%s\", \"created_at\": %d, \"updated_at\": %d}"
        .formatted(plan, createdAt, updatedAt);
  }

  private JsonNode report() {
    return requireNonNull(
            GoalQueries.of(
                    processor::open, processor.topics, () -> Instant.ofEpochMilli(processor.now()))
                .get(GoalQueries.REPORT))
        .answer(
            new StateRequest(
                ProcessorHarness.ACCOUNT,
                0,
                Json.object()
                    .put(Fields.GOAL_NAME, CONVERSION.name())
                    .put("goal_version", CONVERSION.version())));
  }
}
