package com.traitly.benchmarks.load;

import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.ProcessorTime;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Series;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one load on several servers in turn. A rate counts only without errors, and only when Kafka
 * holds everything that was acknowledged.
 */
public record Duel(Broker broker, Plan plan) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int WARM_UP_SECONDS = 5;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /**
   * How long to measure.
   *
   * @param warmUpSeconds the longest warm-up of each fresh server, before anything counts
   * @param seconds the duration of each run
   * @param rounds the runs of each load on each server
   * @param warmUps the runs before the first that counts
   */
  public record Plan(int warmUpSeconds, int seconds, int rounds, int warmUps) {
    /** The argument for a quick look. */
    public static final String SHORT = "short";

    /** Returns the whole plan, or with {@code --short} one with a third of the measured time. */
    public static Plan of(Scenario scenario) {
      return scenario.has(SHORT) ? new Plan(30, 4, 2, 1) : new Plan(60, 8, 3, 2);
    }
  }

  /** Warms up fresh servers until their compilers are almost idle, or for as long as planned. */
  public void warmUp(Load load, Target... targets) throws Exception {
    for (Target target : targets) {
      int seconds = 0;
      do {
        seconds += WARM_UP_SECONDS;
      } while (!target.process().isWarmAfter(() -> measure(load, target, WARM_UP_SECONDS))
          && seconds < plan.warmUpSeconds());
    }
  }

  /** Runs the same load on several servers; returns one series for each, in the order given. */
  public List<Series> run(Load load, Target... targets) throws Exception {
    List<Rounds.Contender> contenders = new ArrayList<>();
    for (Target target : targets) {
      contenders.add(contender(load, target));
    }
    return Rounds.run(plan.rounds(), contenders);
  }

  /** Warms a server up with a load, and returns both as a contender for rounds beside others. */
  public Rounds.Contender contender(Load load, Target target) throws Exception {
    for (int i = 0; i < plan.warmUps(); i++) {
      measure(load, target, Math.max(2, plan.seconds() / 2));
    }
    return new Rounds.Contender(
        load.name(), target.name(), () -> measure(load, target, plan.seconds()));
  }

  private Measurement measure(Load load, Target target, int seconds) throws Exception {
    long before = target.topic().isEmpty() ? 0 : broker.landed(target.topic());
    ProcessorTime time = ProcessorTime.of(target.process(), broker);
    Load.Outcome outcome = load.run(target, seconds);
    long events = outcome.answered() * load.items();
    Measurement measured =
        time.of(events / outcome.seconds(), outcome.p50Millis(), outcome.p99Millis(), events);
    if (outcome.errors() > 0) {
      throw new CallFailed(
          "No rate: %d requests to %s failed.".formatted(outcome.errors(), target.name()));
    }
    if (!target.topic().isEmpty()) {
      checkLanded(load, target, before, outcome.answered());
    }
    return measured;
  }

  /**
   * Checks that Kafka holds what was acknowledged, and beyond it at most what was under way at the
   * end.
   */
  private void checkLanded(Load load, Target target, long before, long answered) {
    long least = answered * load.items();
    long most = least + (long) load.unfinished() * load.items();
    Await.until(
        "%d records of %s".formatted(least, target.name()),
        PATIENCE,
        LOOK_AGAIN,
        () -> broker.landed(target.topic()) - before >= least && isStill(target));
    long landed = broker.landed(target.topic()) - before;
    if (landed > most) {
      throw new CallFailed(
          "No rate: %s answered %d events, and Kafka holds %d."
              .formatted(target.name(), least, landed));
    }
  }

  private boolean isStill(Target target) {
    long before = broker.landed(target.topic());
    Await.pause(LOOK_AGAIN);
    return broker.landed(target.topic()) == before;
  }
}
