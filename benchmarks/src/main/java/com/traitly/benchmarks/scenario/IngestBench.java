package com.traitly.benchmarks.scenario;

import com.traitly.benchmarks.ceiling.AcknowledgedWrites;
import com.traitly.benchmarks.ceiling.NettyParseOnly;
import com.traitly.benchmarks.ceiling.ParseOnly;
import com.traitly.benchmarks.ceiling.ProducerAlone;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.load.Duel;
import com.traitly.benchmarks.load.Duel.Plan;
import com.traitly.benchmarks.load.Load;
import com.traitly.benchmarks.load.OpenLoop;
import com.traitly.benchmarks.load.Requests;
import com.traitly.benchmarks.load.Target;
import com.traitly.benchmarks.load.Wrk;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Series;
import com.traitly.testkit.process.ForkedJvm;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how many events the gateway accepts and how fast it answers, beside its ceilings. Prints
 * a table and writes it to {@code benchmarks/results}.
 */
public final class IngestBench implements Scenario.Bench {
  private static final Bound SINGLE = Bound.atLeast(0.85, 1);
  private static final Bound BATCHED = Bound.atLeast(0.7, 0.9);
  private static final Bound OPEN = Bound.atMost(1.5, 1.2);
  private static final int BATCH = 100;
  private static final int FEW = 64;
  private static final int MANY = 256;

  private static final String ALONE = "alone";

  private final Scenario scenario;
  private final Plan plan;
  private final Broker broker;
  private final Duel duel;
  private final List<Series> series = new ArrayList<>();
  private final List<Judgement> judgements = new ArrayList<>();

  private IngestBench(Scenario scenario) {
    this.scenario = scenario;
    plan = Plan.of(scenario);
    broker = scenario.broker();
    duel = new Duel(broker, plan);
  }

  /** Runs the measurement; {@code --short} for a quick look. */
  public static void main(String[] args) throws Exception {
    Scenario.run("ingest", args, IngestBench::new);
  }

  @Override
  public Report measure() throws Exception {
    broker.createTopics("singles", "batches", ALONE);
    ForkedJvm process = scenario.services("bench.").gateway();
    Target gateway =
        new Target(
            "gateway", URI.create(process.said() + "/api/v1/event"), "bench.events", process);
    // HTTP and JSON without Kafka; then without a framework, too.
    Target parseOnly = ceiling("Javalin, parse only", "", ParseOnly.class);
    Target nettyParseOnly = ceiling("Netty, parse only", "", NettyParseOnly.class);
    Target singles = ceiling("Javalin, acknowledged", "singles", AcknowledgedWrites.class, "1");
    Target batches = ceiling("Javalin, slices", "batches", AcknowledgedWrites.class, "0");
    Path directory = scenario.directory();
    Requests single = EventBodies.of(1);
    Requests batch = EventBodies.of(BATCH);
    Load manySingle = new Wrk(MANY, single, directory);
    duel.warmUp(manySingle, gateway, singles, parseOnly, nettyParseOnly);
    List<Series> fast = compare(manySingle, gateway, singles, SINGLE);
    add(duel.run(manySingle, parseOnly, nettyParseOnly));
    compare(new Wrk(FEW, single, directory), gateway, singles, SINGLE);
    compare(new Wrk(FEW, batch, directory), gateway, batches, BATCHED);
    compare(new Wrk(MANY, batch, directory), gateway, batches, BATCHED);
    add(producerAlone(batch.writeTo(directory)));
    double slower = Math.min(fast.getFirst().rate(), fast.getLast().rate());
    List<Series> open = add(duel.run(new OpenLoop(slower / 2, single), gateway, singles));
    judgements.add(
        Judgement.ofP99(
            "ingest p99, " + open.getFirst().load(), open.getFirst(), open.getLast(), OPEN));
    return new Report("ingest", "Ingest", prose())
        .table("series", Series.HEAD, series)
        .judged(judgements);
  }

  /** Starts a ceiling, which checks no key but must read the same request. */
  private Target ceiling(String name, String topic, Class<?> main, String... more) {
    ForkedJvm process =
        scenario.open(
            ForkedJvm.of(main)
                .arguments(broker.bootstrap(), topic)
                .arguments(more)
                .start(ForkedJvm.ADDRESS));
    return new Target(name, URI.create(process.said()), topic, process);
  }

  private String prose() {
    return """
    Events of about 150 bytes of 100,000 customers, posted to the gateway with an API key and every
    check on, and to the least a server on this stack could do. Broker, each server and the load
    generator share one machine: the ratio counts, not the rate. Runs of %d s alternate between
    gateway and ceiling, %d each; medians. A run counts only without a single error and when Kafka
    holds what was answered. The last two columns are processor time for each event, which a busy
    machine distorts least.
    """
        .formatted(plan.seconds(), plan.rounds());
  }

  private List<Series> compare(Load load, Target gateway, Target ceiling, Bound bound)
      throws Exception {
    List<Series> both = add(duel.run(load, gateway, ceiling));
    judgements.add(
        Judgement.ofRates("ingest, " + load.name(), both.getFirst(), both.getLast(), bound));
    return both;
  }

  private List<Series> producerAlone(Path events) throws Exception {
    return Rounds.run(
        plan.rounds(),
        List.of(
            new Rounds.Contender(
                "events without HTTP", "producer alone", () -> sendAlone(events))));
  }

  private Measurement sendAlone(Path events) {
    String[] arguments = {
      broker.bootstrap(), ALONE, Integer.toString(plan.seconds()), events.toString()
    };
    long before = broker.landed(ALONE);
    double brokerBefore = broker.process().cpuSeconds();
    try (ForkedJvm process =
        ForkedJvm.of(ProducerAlone.class).arguments(arguments).start(ProducerAlone.RESULT)) {
      String[] said = process.said().split(" ");
      double rate = Double.parseDouble(said[0]);
      long landed = broker.landed(ALONE) - before;
      double brokerCpu = broker.process().cpuSeconds() - brokerBefore;
      double ownCpu = Double.parseDouble(said[1]);
      return Measurement.ofRate(rate, ownCpu / landed * 1e6, brokerCpu / landed * 1e6);
    }
  }

  private List<Series> add(List<Series> measured) {
    series.addAll(measured);
    return measured;
  }
}
