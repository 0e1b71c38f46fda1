package com.traitly.benchmarks.backfill;

import com.traitly.benchmarks.harness.Arguments;
import com.traitly.benchmarks.harness.Bench;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.InputRun;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Amount;
import com.traitly.benchmarks.report.Report;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.client.ApiClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Measures how long a dry run and a goal take to learn from stored customers. */
public final class BackfillBench {
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

  private final int customers;
  private final int events;

  private BackfillBench(int customers, int events) {
    this.customers = customers;
    this.events = events;
  }

  /** Arguments: {@code --customers=1000000 --events=5000000}. */
  public static void main(String[] args) throws Exception {
    Bench.run(
        "backfill",
        directory -> {
          Arguments arguments = Arguments.of(args, "customers", "events");
          return new BackfillBench(
                  arguments.number("customers", 100_000), arguments.number("events", 500_000))
              .measure(directory);
        });
  }

  private Report measure(Path directory) {
    try (Broker broker = Broker.start(directory.resolve("broker"));
        Population population = new Population(broker, PREFIX);
        Services services = new Services(broker, directory.resolve("state"), PREFIX)) {
      long first = Instant.now().toEpochMilli() - 1_000 * (SPAN + WINDOW_AND_GRACE);
      population.customers(0, customers, number -> first + 1_000L * number * SPAN / customers);
      population.events(customers, events, SPAN + WINDOW_AND_GRACE);
      Services.Running product = services.standalone();
      services.awaitReady(product);
      awaitApplied(broker, population, product);
      List<Amount> amounts = new ArrayList<>();
      try (ApiClient api = new ApiClient(product.baseUrl(), Services.API_KEY)) {
        amounts.addAll(
            Applied.watch(
                    services,
                    product,
                    () -> save(api, "?dry_run=true"),
                    new Applied.Shown("/goal/Conversion/model?dry_run=true", "/dry_run"),
                    new Applied.Shown("/goal/Conversion/model?dry_run=true", ""))
                .amounts("dry run", "dry_run"));
        amounts.addAll(
            Applied.watch(
                    services,
                    product,
                    () -> save(api, ""),
                    new Applied.Shown("/goal/Conversion", "/backfill"),
                    new Applied.Shown("/goal/Conversion/model", ""))
                .amounts("goal", "goal"));
      }
      return new Report("backfill", "A goal over stored customers", prose())
          .table("amounts", Amount.HEAD, amounts);
    }
  }

  private static void save(ApiClient api, String query) {
    api.put("/goal/Conversion" + query, Json.read(GOAL.getBytes(StandardCharsets.UTF_8)));
  }

  private static void awaitApplied(Broker broker, Population population, Services.Running product) {
    String group = PREFIX.substring(0, PREFIX.length() - 1) + "-stream-processor";
    for (String topic :
        List.of(population.topics().customers().name(), population.topics().events().name())) {
      new InputRun(broker, group, topic, product.process()).await(broker.landed(topic));
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
