package com.traitly.benchmarks.due;

import com.traitly.benchmarks.harness.Arguments;
import com.traitly.benchmarks.harness.Bench;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.InputRun;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Report;
import com.traitly.contracts.model.GoalTransition.Kind;
import com.traitly.testkit.client.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Measures the longest pause of the processing thread while many windows close at once. */
public final class DueBench {
  private static final String PREFIX = "due.";
  private static final String LONGEST_ROUND = "traitly_processor_rounds_finished_seconds_max";
  private static final int TRICKLING = 500;
  private static final long WINDOW = Duration.ofDays(30).toMillis();
  private static final Duration LEAD = Duration.ofSeconds(5);
  private static final Duration GAP = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** How long the meter remembers a round. */
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** The meter is read after this many events, before it forgets. */
  private static final int LOOK_AGAIN = 500;

  private final int customers;
  private final int closing;
  private final Duration duration;

  private DueBench(int customers, int closing, Duration duration) {
    this.customers = customers;
    this.closing = closing;
    this.duration = duration;
  }

  /** Arguments: {@code --windows=1000000 --due=10000 --seconds=60}. */
  public static void main(String[] args) throws Exception {
    Bench.run(
        "due",
        directory -> {
          Arguments arguments = Arguments.of(args, "windows", "due", "seconds");
          int open = arguments.number("windows", 1_000_000) / Population.GOALS;
          int closing = arguments.number("due", 10_000) / Population.GOALS;
          Duration duration = Duration.ofSeconds(arguments.number("seconds", 60));
          return new DueBench(open, closing, duration).measure(directory);
        });
  }

  private Report measure(Path directory) {
    try (Broker broker = Broker.start(directory.resolve("broker"));
        Population population = new Population(broker, PREFIX);
        Transitions transitions =
            new Transitions(broker, PREFIX, population.topics().goalLifecycle());
        Services services = new Services(broker, directory.resolve("state"), PREFIX)) {
      population.goals();
      population.customers(customers);
      Services.Running processor = services.processor();
      services.awaitReady(processor);
      InputRun loaded =
          new InputRun(
              broker,
              "due-stream-processor",
              population.topics().customers().name(),
              processor.process());
      loaded.await(customers);
      await(transitions, Kind.ENTERED, customers);
      Await.pause(REMEMBERED);
      letClose(population);
      await(transitions, Kind.ENTERED, customers + closing);
      double longest = trickle(population, () -> services.metric(processor, LONGEST_ROUND));
      await(transitions, Kind.EXPIRED, closing);
      return report(Math.max(longest, services.metric(processor, LONGEST_ROUND)) * 1e3);
    }
  }

  private static void await(Transitions transitions, Kind kind, int customers) {
    long windows = (long) customers * Population.GOALS;
    Await.until(
        "%,d windows %s".formatted(windows, kind.wireName()),
        PATIENCE,
        Duration.ZERO,
        () -> transitions.count(kind) >= windows);
  }

  /**
   * Writes events of other customers one after the other until all windows have closed; returns the
   * longest round of work meanwhile, in seconds.
   */
  private double trickle(Population population, DoubleSupplier longestRound) {
    double longest = 0;
    long end = System.nanoTime() + duration.plus(LEAD).plus(LEAD).toNanos();
    for (int i = 1; System.nanoTime() < end; i++) {
      var unused = population.event(i % Math.min(TRICKLING, customers));
      Await.pause(GAP);
      if (i % LOOK_AGAIN == 0) {
        longest = Math.max(longest, longestRound.getAsDouble());
      }
    }
    return longest;
  }

  /** Creates customers whose windows close one after the other, starting shortly after now. */
  private void letClose(Population population) {
    long first = Instant.now().plus(LEAD).toEpochMilli() - WINDOW;
    long millis = duration.toMillis();
    population.customers(
        customers, customers + closing, number -> first + (number - customers) * millis / closing);
  }

  private Report report(double turn) {
    return new Report("due", "Windows that close at once", prose())
        .judged(
            List.of(
                Judgement.ofAmount(
                    "longest pause, %,d windows open, %,d due in %d s"
                        .formatted(
                            customers * Population.GOALS,
                            closing * Population.GOALS,
                            duration.toSeconds()),
                    turn,
                    "ms",
                    Bound.atMost(50, 20))));
  }

  private String prose() {
    return """
    %,d windows of %,d customers are open in a stream-processor, and %,d more close within %d s,
    while an event comes in every few milliseconds. The pause is the longest round of work between
    records, of all tasks of a thread together, by the processor's own meter
    `traitly.processor.rounds.finished`: so long did records wait. It is looked at from half a minute
    after all windows were announced as open until all that were due were announced as expired.
    """
        .formatted(
            customers * Population.GOALS,
            customers,
            closing * Population.GOALS,
            duration.toSeconds());
  }
}
