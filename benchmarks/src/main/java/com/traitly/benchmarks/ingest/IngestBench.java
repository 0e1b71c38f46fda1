package com.traitly.benchmarks.ingest;

import com.traitly.benchmarks.ceiling.ProducerAlone;
import com.traitly.benchmarks.client.CallFailed;
import com.traitly.benchmarks.report.Machine;
import com.traitly.benchmarks.report.TemporaryDirectory;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures how many events the gateway takes and how fast it answers, beside its ceilings. Prints a
 * table and writes it to {@code benchmarks/results}.
 */
public final class IngestBench {
  private static final Path RESULTS = Path.of("benchmarks", "results");
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
    duel = new Duel(bed, plan);
  }

  /** Runs the measurement; {@code --short} for a quick look. */
  public static void main(String[] args) throws Exception {
    int exitCode = 0;
    try (TemporaryDirectory directory = TemporaryDirectory.create("traitly-ingest");
        TestBed bed = new TestBed(directory.path())) {
      IngestReport report = new IngestBench(directory.path(), Plan.of(args), bed).measure();
      System.out.println(report.markdown());
      report.writeTo(RESULTS);
      System.out.println("Written to " + RESULTS);
    } catch (CallFailed | StartupFailure failure) {
      System.err.println("The measurement failed: " + failure.getMessage());
      exitCode = 1;
    }
    System.exit(exitCode);
  }

  private IngestReport measure() throws IOException, InterruptedException {
    EventBodies singles = EventBodies.of(1);
    EventBodies batches = EventBodies.of(BATCH);
    duel.warmUp(new Wrk(MANY, singles, directory), bed.gateway(), bed.singles(), bed.parseOnly());
    List<Series> fast = compare(new Wrk(MANY, singles, directory), bed.singles(), 0.85);
    add(duel.run(new Wrk(MANY, singles, directory), bed.parseOnly()));
    compare(new Wrk(FEW, singles, directory), bed.singles(), 0.85);
    compare(new Wrk(FEW, batches, directory), bed.batches(), 0.7);
    compare(new Wrk(MANY, batches, directory), bed.batches(), 0.7);
    add(List.of(producerAlone(batches.writeTo(directory))));
    double slower = Math.min(fast.getFirst().rate(), fast.getLast().rate());
    List<Series> open =
        add(duel.run(new OpenLoop(slower / 2, singles), bed.gateway(), bed.singles()));
    judgements.add(Judgement.ofP99(open.getFirst(), open.getLast(), 1.5));
    return new IngestReport(Machine.current(), plan, series, judgements);
  }

  private List<Series> compare(Load load, Target ceiling, double target)
      throws IOException, InterruptedException {
    List<Series> both = add(duel.run(load, bed.gateway(), ceiling));
    judgements.add(Judgement.ofRates(both.getFirst(), both.getLast(), target));
    return both;
  }

  private Series producerAlone(Path events) {
    List<Measurement> runs = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      String[] arguments = {
        bed.bootstrap(), "alone", Integer.toString(plan.seconds()), events.toString()
      };
      double brokerBefore = bed.broker().cpuSeconds();
      try (ForkedJvm process =
          ForkedJvm.start(ProducerAlone.class, ProducerAlone.RESULT, Map.of(), arguments)) {
        String[] said = process.said().split(" ");
        double rate = Double.parseDouble(said[0]);
        double count = rate * plan.seconds();
        double brokerCpu = bed.broker().cpuSeconds() - brokerBefore;
        double ownCpu = Double.parseDouble(said[1]);
        runs.add(new Measurement(rate, 0, 0, ownCpu / count * 1e6, brokerCpu / count * 1e6));
      }
    }
    return new Series("events without HTTP", "producer alone", runs);
  }

  private List<Series> add(List<Series> measured) {
    series.addAll(measured);
    return measured;
  }
}
