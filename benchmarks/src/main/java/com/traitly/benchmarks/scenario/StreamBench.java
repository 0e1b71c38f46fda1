package com.traitly.benchmarks.scenario;

import com.traitly.benchmarks.ceiling.BareCount;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.Changelog;
import com.traitly.benchmarks.harness.InputRun;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Series;
import com.traitly.benchmarks.scenario.ProcessorRun.Size;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Measures the whole topology of the stream-processor, alternating with a bare count. */
public final class StreamBench implements Scenario.Bench {
  private static final Pattern COUNTING = Pattern.compile("(counting) ");
  // As in the stream-processor.
  private static final String COMMIT_MILLIS = "100";
  private static final String THREADS = "2";

  private final Scenario scenario;
  private final Size size;
  private final int rounds;
  private final List<ProcessorRun> runs = new ArrayList<>();
  private int turns;

  private StreamBench(Scenario scenario) {
    this.scenario = scenario;
    size = new Size(scenario.number("customers", 100_000), scenario.number("events", 300_000));
    rounds = scenario.number("rounds", 2);
  }

  /** Arguments: {@code --customers=100000 --events=300000 --rounds=2}. */
  public static void main(String[] args) throws Exception {
    Scenario.run("stream", args, StreamBench::new);
  }

  @Override
  public Report measure() throws Exception {
    String load = "events of %,d customers".formatted(size.customers());
    List<Series> both =
        Rounds.run(
            rounds,
            List.of(
                new Rounds.Contender(load, "stream-processor", this::ours),
                new Rounds.Contender(load, "bare count", this::bare)));
    return new Report("stream", "Events through the stream-processor", prose())
        .table("series", Series.HEAD, both)
        .judged(
            List.of(
                Judgement.ofRates(
                    "stream-processor, whole topology, %,d customers".formatted(size.customers()),
                    both.getFirst(),
                    both.getLast(),
                    Bound.atLeast(0.5, 0.8))));
  }

  private String prose() {
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
    Broker broker = scenario.broker();
    try (Population population = new Population(broker, name + ".");
        Services services = new Services(broker, scenario.directory().resolve(name), name + ".")) {
      runs.add(ProcessorRun.of(broker, services, population, size));
      return runs.getLast().rate();
    }
  }

  /** Counts the same events with the same commit interval and threads. */
  private Measurement bare() {
    String name = "bare" + ++turns;
    Broker broker = scenario.broker();
    String application = name + "-bare-count";
    try (Population population = new Population(broker, name + ".")) {
      String topic = population.topics().events().name();
      broker.createTopics(application + "-counts");
      population.events(size.customers(), size.all(), 1);
      try (ForkedJvm process =
          ForkedJvm.of(BareCount.class)
              .arguments(
                  broker.bootstrap(),
                  application,
                  topic,
                  application + "-counts",
                  scenario.directory().resolve(name).toString(),
                  COMMIT_MILLIS,
                  THREADS)
              .start(COUNTING)) {
        InputRun events = new InputRun(broker, application, topic, process);
        Measurement rate = events.measure(size.warmUp(), size.all());
        checkCounted(application + "-" + BareCount.STORE + "-changelog");
        return rate;
      }
    }
  }

  private void checkCounted(String changelog) {
    long counted =
        Changelog.sum(scenario.broker(), changelog, bytes -> ByteBuffer.wrap(bytes).getLong());
    if (counted != size.all()) {
      throw new CallFailed(
          "No rate: %,d events were sent, and the bare count has %,d."
              .formatted(size.all(), counted));
    }
  }
}
