package com.traitly.benchmarks.scenario;

import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Report;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.GoalTransition.Kind;
import com.traitly.contracts.topic.ServiceNames;
import com.traitly.contracts.topic.Topic;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.process.ForkedJvm;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Measures the longest pause of the processing thread while many windows close at once. */
public final class DueBench implements Scenario.Bench {
  private static final String PREFIX = "due.";
  private static final String LONGEST_ROUND = "traitly_processor_rounds_finished_seconds_max";
  private static final int TRICKLING = 500;
  private static final long WINDOW = Duration.ofDays(30).toMillis();
  private static final Duration LEAD = Duration.ofSeconds(5);
  private static final Duration GAP = Duration.ofMillis(5);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** How long the meter remembers a round. */
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** The meter is read after this many events, before it forgets. */
  private static final int LOOK_AGAIN = 500;

  private final Scenario scenario;
  private final Population population;
  private final int customers;
  private final int closing;
  private final Duration duration;

  private DueBench(Scenario scenario) {
    this.scenario = scenario;
    population = scenario.population(PREFIX);
    customers = scenario.number("windows", 1_000_000) / Population.GOALS;
    closing = scenario.number("due", 10_000) / Population.GOALS;
    duration = Duration.ofSeconds(scenario.number("seconds", 60));
  }

  /** Arguments: {@code --windows=1000000 --due=10000 --seconds=60}. */
  public static void main(String[] args) throws Exception {
    Scenario.run("due", args, DueBench::new);
  }

  @Override
  public Report measure() {
    Transitions transitions =
        scenario.open(new Transitions(scenario.broker(), population.topics().goalLifecycle()));
    population.goals();
    population.customers(customers);
    ForkedJvm processor = scenario.services(PREFIX).processor();
    String stored = population.topics().customers().name();
    scenario.broker().awaitApplied(PREFIX, ServiceNames.PROCESSOR, stored);
    transitions.await(Kind.ENTERED, customers);
    Await.pause(REMEMBERED);
    letClose();
    transitions.await(Kind.ENTERED, customers + closing);
    double longest = trickle(() -> Services.metric(processor, LONGEST_ROUND));
    transitions.await(Kind.EXPIRED, closing);
    return report(Math.max(longest, Services.metric(processor, LONGEST_ROUND)) * 1e3);
  }

  /** Counts the committed transitions of customers through goals, by kind. Used by one thread. */
  private static final class Transitions implements AutoCloseable {
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final KafkaConsumer<AccountKey, GoalTransition> consumer;

    /** Counts the transitions of this topic from its beginning. */
    Transitions(Broker broker, Topic<AccountKey, GoalTransition> topic) {
      consumer = broker.access(PREFIX).reader(topic);
      consumer.assign(Broker.partitions(topic.name()));
      consumer.seekToBeginning(consumer.assignment());
    }

    /** Reads on until so many customers went through a transition in each goal. */
    void await(Kind kind, int customers) {
      long windows = (long) customers * Population.GOALS;
      Await.until(
          "%,d windows %s".formatted(windows, kind.wireName()),
          PATIENCE,
          Duration.ZERO,
          () -> count(kind) >= windows);
    }

    private long count(Kind kind) {
      for (ConsumerRecord<AccountKey, GoalTransition> each : consumer.poll(POLL)) {
        counts.merge(each.value().kind(), 1L, Long::sum);
      }
      return counts.getOrDefault(kind, 0L);
    }

    @Override
    public void close() {
      consumer.close();
    }
  }

  /**
   * Writes events of other customers one after the other until all windows have closed; returns the
   * longest round of work meanwhile, in seconds.
   */
  private double trickle(DoubleSupplier longestRound) {
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
  private void letClose() {
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
