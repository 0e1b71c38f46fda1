package com.traitly.benchmarks.scenario;

import com.traitly.benchmarks.ceiling.PointRead;
import com.traitly.benchmarks.harness.Announced;
import com.traitly.benchmarks.harness.CountedLookups;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.load.Duel;
import com.traitly.benchmarks.load.Duel.Plan;
import com.traitly.benchmarks.load.Load;
import com.traitly.benchmarks.load.OpenLoop;
import com.traitly.benchmarks.load.Requests;
import com.traitly.benchmarks.load.Target;
import com.traitly.benchmarks.load.Wrk;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Series;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures lookups of recommended next actions, beside a bare read of a store over HTTP. */
public final class LookupBench implements Scenario.Bench {
  private static final int CONNECTIONS = 64;
  private static final int BATCH = 100;
  private static final String ROW = "lookup, 64 connections, ";

  private final Scenario scenario;
  private final int customers;
  private final int ingest;
  private final Plan plan;

  private LookupBench(Scenario scenario) {
    this.scenario = scenario;
    customers = scenario.number("customers", 100_000);
    ingest = scenario.number("ingest", 5_000);
    plan = Plan.of(scenario);
  }

  /**
   * Arguments: {@code --customers=100000}, {@code --ingest=5000} events per second in the second
   * part, {@code --short}.
   */
  public static void main(String[] args) throws Exception {
    Scenario.run("lookup", args, LookupBench::new);
  }

  @Override
  public Report measure() throws Exception {
    Services together = scenario.services("near.");
    Target near = installed("near.", "owner in the same process", together::standalone);
    Services apart = scenario.services("far.");
    Target far = installed("far.", "owner one hop away", () -> queryBesideProcessor(apart));
    Target bare = bare(far);
    Duel duel = new Duel(scenario.broker(), plan);
    Path requests = scenario.directory();
    Load lookups = new Wrk(CONNECTIONS, gets("/api/v1" + CountedLookups.PATH), requests);
    Load reads = new Wrk(CONNECTIONS, gets(PointRead.PATH), requests);
    duel.warmUp(lookups, near, far);
    duel.warmUp(reads, bare);
    List<Series> rates =
        Rounds.run(
            plan.rounds(),
            List.of(
                duel.contender(lookups, near),
                duel.contender(lookups, far),
                duel.contender(reads, bare)));
    // Even when idle it would use some of the processor during the next measurement.
    together.close();
    ForkedJvm gateway = apart.gateway();
    Target events = Target.of("gateway", gateway.said() + "/api/v1/event", gateway);
    Load busy = new WhileIngesting(lookups, ingest, events);
    List<Series> waits =
        Rounds.run(plan.rounds(), List.of(duel.contender(lookups, far), duel.contender(busy, far)));
    return new Report("lookup", "Lookups", prose())
        .table("series", Series.HEAD, Stream.of(rates, waits).flatMap(List::stream).toList())
        .judged(judgements(rates, waits));
  }

  /**
   * A load that runs while events arrive at a fixed rate.
   *
   * @param measured the load whose outcome counts
   * @param eventsPerSecond the rate of events, in batches of 100
   * @param gateway where they are posted
   */
  private record WhileIngesting(Load measured, int eventsPerSecond, Target gateway)
      implements Load {
    @Override
    public String name() {
      return "%s, while %,d events a second come in".formatted(measured.name(), eventsPerSecond);
    }

    @Override
    public int items() {
      return measured.items();
    }

    @Override
    public int unfinished() {
      return measured.unfinished();
    }

    @Override
    public Outcome run(Target target, int seconds) throws Exception {
      Requests batches = Requests.batches(100, BATCH, Population::customer);
      return new OpenLoop((double) eventsPerSecond / BATCH, batches)
          .beside(gateway, seconds, () -> measured.run(target, seconds));
    }
  }

  private List<Judgement> judgements(List<Series> rates, List<Series> waits) {
    return List.of(
        Judgement.ofRates(
            ROW + "owner in the same process",
            rates.get(0),
            rates.get(2),
            Bound.atLeast(0.6, 0.85)),
        Judgement.ofRates(
            ROW + "owner one hop away", rates.get(1), rates.get(2), Bound.atLeast(0.35, 0.5)),
        Judgement.ofP99(
            "lookup p99, 64 connections, under %,d events/s, beside idle".formatted(ingest),
            waits.get(1),
            waits.get(0),
            Bound.atMost(3, 1.5)));
  }

  private String prose() {
    return """
    `GET /recommended-next-actions` of %,d customers in three goals, 64 connections, closed loop:
    from one process that does everything, from query-api with the stream-processor as another
    process, and beside both a bare Javalin route that answers with what a RocksDB store holds, a
    value as long as our answer. Before, the lookups of 200 customers had to show every event. Runs
    of %d s in turn, %d each; medians. Then the same with and without %,d events a second through
    the gateway (in batches of 100), on the same two cores.
    """
        .formatted(customers, plan.seconds(), plan.rounds(), ingest);
  }

  private Requests gets(String path) {
    return Requests.gets(
        "lookups",
        IntStream.range(0, 20_000)
            .map(i -> (int) (i * 7_919L % customers))
            .mapToObj(number -> path + Population.customer(number))
            .toList());
  }

  private static ForkedJvm queryBesideProcessor(Services services) {
    services.writeApiKey();
    var unused = services.processor();
    return services.query();
  }

  /** Lets services take in customers and events; returns the process that answers lookups. */
  private Target installed(String prefix, String name, Supplier<ForkedJvm> starting) {
    Population population = scenario.population(prefix);
    population.goals();
    population.customers(customers);
    population.events(customers, customers * 2, 3_500);
    ForkedJvm reads = starting.get();
    CountedLookups.await(reads, population, customers);
    new Announced(scenario.broker(), population.topics()).await(customers);
    return Target.of(name, reads.said(), reads);
  }

  private Target bare(Target ours) throws Exception {
    Path value = scenario.directory().resolve("value.json");
    try (ApiClient api = new ApiClient(ours.url().toString(), Services.API_KEY)) {
      Files.write(value, Json.bytes(CountedLookups.body(api, 1)));
    }
    ForkedJvm process =
        scenario.open(
            ForkedJvm.of(PointRead.class)
                .arguments(
                    scenario.directory().resolve("bare").toString(),
                    Integer.toString(customers),
                    Population.CUSTOMER_FORMAT,
                    value.toString())
                .start(ForkedJvm.ADDRESS));
    return Target.of("Javalin, store.get", process.said(), process);
  }
}
