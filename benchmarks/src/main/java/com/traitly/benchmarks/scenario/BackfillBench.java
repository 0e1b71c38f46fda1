package com.traitly.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Amount;
import com.traitly.benchmarks.report.Report;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.topic.ServiceNames;
import com.traitly.contracts.topic.Topic;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Measures how long a dry run and a goal take to learn from stored customers. */
public final class BackfillBench implements Scenario.Bench {
  private static final String PREFIX = "backfill.";
  private static final String GOAL =
      """
      {"window": {"days": 30}, "target": {"any": [{"event": "Subscribed"}]},
       "actions": [{"event_name": "Style Widget", "target_count": 3},
                   {"event_name": "Invite Teammate", "target_count": 3}]}\
      """;

  /** Customers are created over this time, so that the last of their windows closed recently. */
  private static final long SPAN = Duration.ofDays(120).toSeconds();

  private static final long WINDOW_AND_GRACE = Duration.ofDays(32).toSeconds();

  private static final String LEARNT =
      "traitly_processor_turns_finished_seconds_sum{work=\"learn\"}";
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

  private final Scenario scenario;
  private final int customers;
  private final int events;

  private BackfillBench(Scenario scenario) {
    this.scenario = scenario;
    customers = scenario.number("customers", 100_000);
    events = scenario.number("events", 500_000);
  }

  /** Arguments: {@code --customers=1000000 --events=5000000}. */
  public static void main(String[] args) throws Exception {
    Scenario.run("backfill", args, BackfillBench::new);
  }

  @Override
  public Report measure() {
    Population population = scenario.population(PREFIX);
    long first = Instant.now().toEpochMilli() - 1_000 * (SPAN + WINDOW_AND_GRACE);
    population.customers(0, customers, number -> first + 1_000L * number * SPAN / customers);
    population.events(customers, events, SPAN + WINDOW_AND_GRACE);
    ForkedJvm product = scenario.services(PREFIX).standalone();
    for (Topic<?, ?> topic :
        List.of(population.topics().customers(), population.topics().events())) {
      scenario.broker().awaitApplied(PREFIX, ServiceNames.PROCESSOR, topic.name());
    }
    ApiClient api = scenario.open(new ApiClient(product.said(), Services.API_KEY));
    Watched dryRun =
        new Watched(
            api,
            new Shown("/goal/Conversion/model?dry_run=true", "/dry_run"),
            new Shown("/goal/Conversion/model?dry_run=true", ""));
    Watched goal =
        new Watched(
            api,
            new Shown("/goal/Conversion", "/backfill"),
            new Shown("/goal/Conversion/model", ""));
    List<Amount> amounts = new ArrayList<>();
    amounts.addAll(dryRun.apply(product, "?dry_run=true").amounts("dry run", "dry_run"));
    amounts.addAll(goal.apply(product, "").amounts("goal", "goal"));
    return new Report("backfill", "A goal over stored customers", prose())
        .table("amounts", Amount.HEAD, amounts);
  }

  /** A part of the first item in the answer to a path. */
  private record Shown(String path, String pointer) {
    JsonNode in(ApiClient api) {
      return api.get(path).first().at(pointer);
    }
  }

  /**
   * A goal that is applied.
   *
   * @param progress where its {@code done} and {@code total} are shown
   * @param model where its model is shown
   */
  private record Watched(ApiClient api, Shown progress, Shown model) {
    /** Saves the goal with this query and waits until it is applied. */
    Applied apply(ForkedJvm product, String query) {
      double learntBefore = Services.metric(product, LEARNT);
      long start = System.nanoTime();
      api.put("/goal/Conversion" + query, Json.read(GOAL.getBytes(StandardCharsets.UTF_8)));
      await(() -> isReplayed(false));
      double begun = since(start);
      await(() -> isReplayed(true));
      double replayed = since(start);
      await(() -> model.in(api).path("settled").asBoolean());
      double settled = since(start);
      double learning = Services.metric(product, LEARNT) - learntBefore;
      return new Applied(
          begun, replayed, settled, learning, model.in(api).path("windows").asLong());
    }

    private boolean isReplayed(boolean wholly) {
      JsonNode now = progress.in(api);
      long done = now.path("done").asLong();
      return done > 0 && (!wholly || done >= now.path("total").asLong());
    }

    private static void await(BooleanSupplier holds) {
      Await.until("a goal to be applied", PATIENCE, LOOK_AGAIN, holds);
    }

    private static double since(long start) {
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /**
   * How long it took to apply a goal to stored customers, in seconds from the request.
   *
   * @param begun when the first customer was replayed: all were counted and the signals chosen
   * @param replayed when the last customer was replayed
   * @param settled when all history was learnt and the model published
   * @param learning how much of that time the thread of the trainer spent on learning
   * @param windows how many windows are over
   */
  private record Applied(
      double begun, double replayed, double settled, double learning, long windows) {
    List<Amount> amounts(String what, String key) {
      return List.of(
          new Amount(what + ": customers counted, signals chosen", key + "_counted", begun, "s"),
          new Amount(what + ": replayed", key + "_replayed", replayed - begun, "s"),
          new Amount(
              what + ": from then on until it is learnt", key + "_rest", settled - replayed, "s"),
          new Amount(what + ": spent on learning alone", key + "_learning", learning, "s"),
          new Amount(what + ": in all", key + "_settled", settled, "s"),
          new Amount(what + ": windows learnt", key + "_windows", (double) windows, ""));
    }
  }

  private String prose() {
    return """
    %,d customers with %,d events are stored in one process with all four services beside a broker;
    nobody writes meanwhile. First a goal with a window of 30 days is tried with `dry_run`, then it is
    saved. Nearly all windows are over, so nearly all teach. Seconds run from the request; learning
    alone is the processor's own meter `traitly.processor.turns.finished` of `learn`.
    """
        .formatted(customers, events);
  }
}
