package com.traitly.benchmarks.lookup;

import com.traitly.benchmarks.ceiling.PointRead;
import com.traitly.benchmarks.harness.Announced;
import com.traitly.benchmarks.harness.Arguments;
import com.traitly.benchmarks.harness.Bench;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.CountedLookups;
import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.load.Duel;
import com.traitly.benchmarks.load.Load;
import com.traitly.benchmarks.load.Plan;
import com.traitly.benchmarks.load.Requests;
import com.traitly.benchmarks.load.Target;
import com.traitly.benchmarks.load.Wrk;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Series;
import com.traitly.contracts.json.Json;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.testkit.client.ApiClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Measures lookups of recommended next actions, beside a bare read of a store over HTTP. */
public final class LookupBench {
  private static final Pattern ADDRESS = Pattern.compile("(http://\\S+)");
  private static final int CONNECTIONS = 64;
  private static final String ROW = "lookup, 64 connections, ";

  private final CloseAll opened = new CloseAll();
  private final Path directory;
  private final Arguments arguments;
  private final Broker broker;
  private final int customers;

  private LookupBench(Path directory, Arguments arguments) {
    this.directory = directory;
    this.arguments = arguments;
    broker = opened.add(Broker.start(directory.resolve("broker")));
    customers = arguments.number("customers", 100_000);
  }

  /**
   * Arguments: {@code --customers=100000}, {@code --ingest=5000} events per second in the second
   * part, {@code --short}.
   */
  public static void main(String[] args) throws Exception {
    Bench.run(
        "lookup",
        directory -> {
          Arguments arguments = Arguments.of(args, "customers", "ingest", Plan.SHORT);
          LookupBench bench = new LookupBench(directory, arguments);
          try {
            return bench.measure(Plan.of(arguments));
          } finally {
            bench.opened.close();
          }
        });
  }

  private Report measure(Plan plan) throws Exception {
    Installation near = standalone();
    Installation far = apart();
    Target bare = bare(far.target());
    Duel duel = new Duel(broker, plan);
    Load lookups = new Wrk(CONNECTIONS, gets("/api/v1" + CountedLookups.PATH), directory);
    Load reads = new Wrk(CONNECTIONS, gets(PointRead.PATH), directory);
    duel.warmUp(lookups, near.target(), far.target());
    duel.warmUp(reads, bare);
    List<Series> rates =
        duel.run(
            List.of(
                new Duel.Bout(lookups, near.target()),
                new Duel.Bout(lookups, far.target()),
                new Duel.Bout(reads, bare)));
    // Even when idle it would use some of the processor during the next measurement.
    near.services().close();
    int ingest = arguments.number("ingest", 5_000);
    Services.Running gateway = far.services().gateway();
    far.services().awaitReady(gateway);
    URI events = URI.create(gateway.baseUrl() + "/api/v1/event");
    Load busy = new WhileIngesting(lookups, ingest, events);
    List<Series> waits =
        duel.run(List.of(new Duel.Bout(lookups, far.target()), new Duel.Bout(busy, far.target())));
    List<Series> all = new ArrayList<>(rates);
    all.addAll(waits);
    return new Report("lookup", "Lookups", prose(plan, ingest))
        .table("series", Series.HEAD, all)
        .judged(judgements(rates, waits, ingest));
  }

  private static List<Judgement> judgements(List<Series> rates, List<Series> waits, int ingest) {
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

  private String prose(Plan plan, int ingest) {
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

  private Installation standalone() {
    Services services = opened.add(new Services(broker, directory.resolve("near"), "near."));
    return installed("near.", "owner in the same process", services, false);
  }

  private Installation apart() {
    Services services = opened.add(new Services(broker, directory.resolve("far"), "far."));
    return installed("far.", "owner one hop away", services, true);
  }

  private Installation installed(String prefix, String name, Services services, boolean apart) {
    Population population = opened.add(new Population(broker, prefix));
    population.goals();
    population.customers(customers);
    population.events(customers, customers * 2, 3_500);
    if (apart) {
      services.writeApiKey();
      services.awaitReady(services.processor());
    }
    Services.Running reads = apart ? services.query() : services.standalone();
    services.awaitReady(reads);
    CountedLookups.await(reads, population, customers);
    new Announced(broker, population.topics()).await(customers);
    return Installation.of(name, services, reads);
  }

  private Target bare(Target ours) throws Exception {
    Path value = directory.resolve("value.json");
    try (ApiClient api = new ApiClient(ours.url().toString(), Services.API_KEY)) {
      Files.write(value, Json.bytes(CountedLookups.body(api, 1)));
    }
    ForkedJvm process =
        opened.add(
            ForkedJvm.of(PointRead.class)
                .arguments(
                    directory.resolve("bare").toString(),
                    Integer.toString(customers),
                    Population.CUSTOMER_FORMAT,
                    value.toString())
                .start(ADDRESS));
    // The ceiling checks no key, but must read the same request.
    return new Target(
        "Javalin, store.get", URI.create(process.said()), "", Services.API_KEY, process);
  }
}
