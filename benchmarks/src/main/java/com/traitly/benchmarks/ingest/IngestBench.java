package com.traitly.benchmarks.ingest;

import com.traitly.benchmarks.ceiling.ProducerAlone;
import com.traitly.benchmarks.harness.Arguments;
import com.traitly.benchmarks.harness.Bench;
import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.load.Duel;
import com.traitly.benchmarks.load.Load;
import com.traitly.benchmarks.load.OpenLoop;
import com.traitly.benchmarks.load.Plan;
import com.traitly.benchmarks.load.Requests;
import com.traitly.benchmarks.load.Target;
import com.traitly.benchmarks.load.Wrk;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Series;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how many events the gateway accepts and how fast it answers, beside its ceilings. Prints
 * a table and writes it to {@code benchmarks/results}.
 */
public final class IngestBench {
  private static final Bound SINGLE = Bound.atLeast(0.85, 1);
  private static final Bound BATCHED = Bound.atLeast(0.7, 0.9);
  private static final Bound OPEN = Bound.atMost(1.5, 1.2);
  private static final int BATCH = 100;
  private static final int FEW = 64;
  private static final int MANY = 256;

  private final Path directory;
  private final Plan plan;
  private final TestBed bed;
  private final Duel duel;
  private final List<Series> series = new ArrayList<>();
  private final List<Judgement> judgements = new ArrayList<>();

  private IngestBench(Path directory, Plan plan, TestBed bed) {
    this.directory = directory;
    this.plan = plan;
    this.bed = bed;
    duel = new Duel(bed.broker(), plan);
  }

  /** Runs the measurement; {@code --short} for a quick look. */
  public static void main(String[] args) throws Exception {
    Bench.run(
        "ingest",
        directory -> {
          Plan plan = Plan.of(Arguments.of(args, Plan.SHORT));
          try (TestBed bed = new TestBed(directory)) {
            return new IngestBench(directory, plan, bed).measure();
          }
        });
  }

  private Report measure() throws Exception {
    Requests singles = EventBodies.of(1);
    Requests batches = EventBodies.of(BATCH);
    duel.warmUp(
        new Wrk(MANY, singles, directory),
        bed.gateway(),
        bed.singles(),
        bed.parseOnly(),
        bed.nettyParseOnly());
    List<Series> fast = compare(new Wrk(MANY, singles, directory), bed.singles(), SINGLE);
    add(duel.run(new Wrk(MANY, singles, directory), bed.parseOnly(), bed.nettyParseOnly()));
    compare(new Wrk(FEW, singles, directory), bed.singles(), SINGLE);
    compare(new Wrk(FEW, batches, directory), bed.batches(), BATCHED);
    compare(new Wrk(MANY, batches, directory), bed.batches(), BATCHED);
    add(producerAlone(batches.writeTo(directory)));
    double slower = Math.min(fast.getFirst().rate(), fast.getLast().rate());
    List<Series> open =
        add(duel.run(new OpenLoop(slower / 2, singles), bed.gateway(), bed.singles()));
    judgements.add(
        Judgement.ofP99(
            "ingest p99, " + open.getFirst().load(), open.getFirst(), open.getLast(), OPEN));
    return new Report("ingest", "Ingest", prose())
        .table("series", Series.HEAD, series)
        .judged(judgements);
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

  private List<Series> compare(Load load, Target ceiling, Bound bound) throws Exception {
    List<Series> both = add(duel.run(load, bed.gateway(), ceiling));
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
      bed.broker().bootstrap(), TestBed.ALONE, Integer.toString(plan.seconds()), events.toString()
    };
    long before = bed.broker().landed(TestBed.ALONE);
    double brokerBefore = bed.broker().process().cpuSeconds();
    try (ForkedJvm process =
        ForkedJvm.of(ProducerAlone.class).arguments(arguments).start(ProducerAlone.RESULT)) {
      String[] said = process.said().split(" ");
      double rate = Double.parseDouble(said[0]);
      long landed = bed.broker().landed(TestBed.ALONE) - before;
      double brokerCpu = bed.broker().process().cpuSeconds() - brokerBefore;
      double ownCpu = Double.parseDouble(said[1]);
      return Measurement.ofRate(rate, ownCpu / landed * 1e6, brokerCpu / landed * 1e6);
    }
  }

  private List<Series> add(List<Series> measured) {
    series.addAll(measured);
    return measured;
  }
}
