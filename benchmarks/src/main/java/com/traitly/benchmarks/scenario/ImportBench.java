package com.traitly.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.ProcessorTime;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.load.Duel;
import com.traitly.benchmarks.load.Duel.Plan;
import com.traitly.benchmarks.load.Target;
import com.traitly.benchmarks.load.Wrk;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Series;
import com.traitly.cli.Traitly;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.process.ForkedJvm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Measures {@code traitly import} of a CSV file, as a process of its own, beside what the same
 * gateway takes in batches of the same size from a load generator that does nothing but send them.
 */
public final class ImportBench implements Scenario.Bench {
  private static final String ROWS = "rows";
  private static final String TOPIC = "bench.events";
  private static final Pattern DONE = Pattern.compile("(\\{\"type\":\"(?:done|stopped)\".*)");
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int BATCH = 1_000;
  private static final int CONNECTIONS = 4;

  private final Scenario scenario;
  private final Plan plan;
  private final Broker broker;
  private final int rows;
  private final Path file;
  private long peakBytes;

  private ImportBench(Scenario scenario) {
    this.scenario = scenario;
    plan = Plan.of(scenario);
    broker = scenario.broker();
    rows = scenario.number(ROWS, 1_000_000);
    file = scenario.directory().resolve("events.csv");
  }

  /** Arguments: {@code --rows=1000000}; {@code --short} for a quick look. */
  public static void main(String[] args) throws Exception {
    Scenario.run("import", args, ImportBench::new);
  }

  @Override
  public Report measure() throws Exception {
    EventBodies.csv(file, rows);
    ForkedJvm gateway = scenario.services("bench.").gateway();
    Target target =
        new Target("gateway", URI.create(gateway.said() + "/api/v1/event"), TOPIC, gateway);
    Wrk load = new Wrk(CONNECTIONS, EventBodies.of(BATCH), scenario.directory());
    Duel duel = new Duel(broker, plan);
    duel.warmUp(load, target);
    List<Series> both =
        Rounds.run(
            plan.rounds(),
            List.of(
                new Rounds.Contender("%,d rows".formatted(rows), "import", () -> run(gateway)),
                duel.contender(load, target)));
    return new Report("import", "Import", prose())
        .table("series", Series.HEAD, both)
        .judged(
            List.of(
                Judgement.ofRates(
                    "traitly import", both.getFirst(), both.getLast(), Bound.atLeast(0.9, 1)),
                Judgement.ofAmount(
                    "traitly import, memory", peakBytes / 1e6, "MB", Bound.atMost(400, 300))));
  }

  private String prose() throws Exception {
    return """
    `traitly import` of a CSV file of %,d events (%,d MB) with its own options: %d requests at once
    of up to %d events, on a heap of 256 MB, with checkpoints. Its rate covers the whole process,
    start included. Beside it the same gateway, which a load generator sends batches of %d events
    over %d connections. Everything shares one machine, so what the import needs to read, check and
    map the rows is taken from the gateway. %d rounds in turn; medians. Processor time is that of
    the gateway and of the broker for each event.
    """
        .formatted(
            rows, Files.size(file) >> 20, CONNECTIONS, BATCH, BATCH, CONNECTIONS, plan.rounds());
  }

  private Measurement run(ForkedJvm gateway) throws Exception {
    long before = broker.landed(TOPIC);
    ProcessorTime time = ProcessorTime.of(gateway, broker);
    long began = System.nanoTime();
    JsonNode told = importFile(gateway.said());
    double seconds = (System.nanoTime() - began) / 1e9;
    long landed = broker.landed(TOPIC) - before;
    if (told.path("taken").longValue() != rows || landed != rows) {
      throw new CallFailed("No rate: of %d rows Kafka holds %d: %s".formatted(rows, landed, told));
    }
    return time.ofRate(rows / seconds, rows);
  }

  /** Imports the file, watches the memory, and returns the last line that was printed. */
  private JsonNode importFile(String url) {
    try (ForkedJvm process =
        ForkedJvm.of(Traitly.class)
            .options("-Xmx256m", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow")
            .arguments("import", file.toString(), "--url", url, "--token", Services.API_KEY)
            .arguments("--kind", "events", "--map", "customer_id=user,name=action,created_at=time")
            .arguments("--restart")
            .arguments("--checkpoints", scenario.directory().resolve("checkpoints").toString())
            .arguments("--rejects", scenario.directory().resolve("rejects.ndjson").toString())
            .launch(DONE)) {
      CompletableFuture<String> said = CompletableFuture.supplyAsync(process::said);
      while (!said.isDone()) {
        peakBytes = Math.max(peakBytes, process.peakResidentBytes());
        Await.pause(LOOK_AGAIN);
      }
      return Json.read(said.join().getBytes(StandardCharsets.UTF_8));
    }
  }
}
