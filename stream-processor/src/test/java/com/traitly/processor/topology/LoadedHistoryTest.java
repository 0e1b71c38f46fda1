package com.traitly.processor.topology;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.Json;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers of the past, loaded with and without the instants at which their profiles changed. */
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
    List<Runnable> facts = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      String id = "h" + i;
      long created = START - 50 * DAY + i * 3_600_000L;
      facts.add(() -> processor.customer(id, profile("Trial", created, created)));
      facts.add(() -> processor.event(id, "Invite", created + DAY));
      if (i % 2 == 0) {
        facts.add(() -> processor.customer(id, profile("Pro", created, created + 10 * DAY)));
      }
    }
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

  @Test
  void aGoalThatIsThereAlreadyLearnsTheTruthTooThoughPlansComeLater() {
    processor.define(CONVERSION);
    for (int i = 0; i < CUSTOMERS; i++) {
      long created = START - 50 * DAY + i * 3_600_000L;
      processor.event("h" + i, "Invite", created + DAY);
      processor.customer("h" + i, profile("Trial", created, created));
    }
    processor.pass(Duration.ofSeconds(12));
    for (int i = 0; i < CUSTOMERS; i += 2) {
      long created = START - 50 * DAY + i * 3_600_000L;
      processor.customer("h" + i, profile("Pro", created, created + 10 * DAY));
    }
    processor.pass(Duration.ofSeconds(40));

    assertThat(report().path("reached").asLong()).isEqualTo(CUSTOMERS / 2);
    assertThat(likelihoodOfANewCustomer()).isBetween(0.4, 0.6);
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

  private double likelihoodOfANewCustomer() {
    processor.likelihoods();
    processor.customer("new", "{\"plan\": \"Trial\"}");
    JsonNode announced = Json.read(processor.likelihoods().getLast().value());
    assertThat(announced.path("meta").path("customer_id").asText()).isEqualTo("new");
    return announced.path("data").get(0).path("likelihood").asDouble();
  }

  private long learnt() {
    return requireNonNull(processor.book.model(ProcessorHarness.ACCOUNT, CONVERSION))
        .model()
        .metrics()
        .windows();
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
