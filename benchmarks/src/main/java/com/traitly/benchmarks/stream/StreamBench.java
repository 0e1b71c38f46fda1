package com.traitly.benchmarks.stream;

import com.traitly.benchmarks.harness.Arguments;
import com.traitly.benchmarks.harness.Bench;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Series;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures the whole topology of the stream-processor, alternating with a bare count. */
public final class StreamBench {

  private final Path directory;
  private final Broker broker;
  private final Size size;
  private final List<ProcessorRun> runs = new ArrayList<>();
  private int turns;

  private StreamBench(Path directory, Broker broker, Size size) {
    this.directory = directory;
    this.broker = broker;
    this.size = size;
  }

  /** Arguments: {@code --customers=100000 --events=300000 --rounds=2}. */
  public static void main(String[] args) throws Exception {
    Bench.run(
        "stream",
        directory -> {
          Arguments arguments = Arguments.of(args, "customers", "events", "rounds");
          Size size =
              new Size(arguments.number("customers", 100_000), arguments.number("events", 300_000));
          try (Broker broker = Broker.start(directory.resolve("broker"))) {
            return new StreamBench(directory, broker, size).measure(arguments.number("rounds", 2));
          }
        });
  }

  private Report measure(int rounds) throws Exception {
    String load = "events of %,d customers".formatted(size.customers());
    List<Series> both =
        Rounds.run(
            rounds,
            List.of(
                new Rounds.Contender(load, "stream-processor", this::ours),
                new Rounds.Contender(load, "bare count", this::bare)));
    return new Report("stream", "Events through the stream-processor", prose(rounds))
        .table("series", Series.HEAD, both)
        .judged(
            List.of(
                Judgement.ofRates(
                    "stream-processor, whole topology, %,d customers".formatted(size.customers()),
                    both.getFirst(),
                    both.getLast(),
                    Bound.atLeast(0.5, 0.8))));
  }

  private String prose(int rounds) {
    return """
    %,d events of %,d customers, who are all in %d goals, through the whole topology: timeline,
    goals, score, announcements, exactly once, committed every 100 ms. Beside it a bare count of
    Kafka Streams with the same guarantee, interval and number of threads. Both start on fresh
    state; twice as many events come first, to warm up. A rate is taken once these are committed
    and all events are in the topic, to the commit of the last, and only when the committed state
    counts every event once. Each event led to %.2f announcements. %d rounds of both in turn; medians.
    """
        .formatted(
            size.events(),
            size.customers(),
            Population.GOALS,
            runs.getLast().announcementsPerEvent(),
            rounds);
  }

  private Measurement ours() {
    String name = "ours" + ++turns;
    try (Population population = new Population(broker, name + ".");
        Services services = new Services(broker, directory.resolve(name), name + ".")) {
      runs.add(ProcessorRun.of(broker, services, population, size));
      return runs.getLast().rate();
    }
  }

  private Measurement bare() {
    String name = "bare" + ++turns;
    try (Population population = new Population(broker, name + ".")) {
      return BareRun.of(broker, directory.resolve(name), population, size);
    }
  }
}
