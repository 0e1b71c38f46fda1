package com.traitly.benchmarks.ingest;

import com.traitly.benchmarks.client.CallFailed;
import com.traitly.benchmarks.client.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs one load on several servers in turn, so that what the machine does hits all alike. */
final class Duel {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private static final int WARM_UP_SECONDS = 15;

  private final TestBed bed;
  private final Plan plan;

  Duel(TestBed bed, Plan plan) {
    this.bed = bed;
    this.plan = plan;
  }

  /** Lets fresh servers compile what the load runs through, some seconds each. */
  void warmUp(Load load, Target... targets) throws IOException, InterruptedException {
    for (Target target : targets) {
      measure(load, target, WARM_UP_SECONDS);
    }
  }

  /** One series for each server, in the order given. */
  List<Series> run(Load load, Target... targets) throws IOException, InterruptedException {
    List<List<Measurement>> runs = new ArrayList<>();
    for (Target target : targets) {
      runs.add(new ArrayList<>());
      for (int i = 0; i < plan.warmUps(); i++) {
        measure(load, target, Math.max(2, plan.seconds() / 2));
      }
    }
    for (int round = 0; round < plan.rounds(); round++) {
      for (int i = 0; i < targets.length; i++) {
        runs.get(i).add(measure(load, targets[i], plan.seconds()));
      }
    }
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      series.add(new Series(load.name(), targets[i].name(), runs.get(i)));
      System.out.println(series.getLast().markdownRow());
    }
    return series;
  }

  private Measurement measure(Load load, Target target, int seconds)
      throws IOException, InterruptedException {
    long before = target.topic().isEmpty() ? 0 : bed.landed(target.topic());
    double serverBefore = target.process().cpuSeconds();
    double brokerBefore = bed.broker().cpuSeconds();
    Load.Outcome outcome = load.run(target, seconds);
    double serverCpu = target.process().cpuSeconds() - serverBefore;
    double brokerCpu = bed.broker().cpuSeconds() - brokerBefore;
    if (outcome.errors() > 0) {
      throw new CallFailed(
          "No rate: %d requests to %s failed.".formatted(outcome.errors(), target.name()));
    }
    if (!target.topic().isEmpty()) {
      checkLanded(load, target, before, outcome.answered());
    }
    double events = (double) outcome.answered() * load.items();
    return new Measurement(
        events / outcome.seconds(),
        outcome.p50Millis(),
        outcome.p99Millis(),
        serverCpu / events * 1e6,
        brokerCpu / events * 1e6);
  }

  /** What was answered is in Kafka, and besides it at most what was under way at the end. */
  private void checkLanded(Load load, Target target, long before, long answered) {
    long least = answered * load.items();
    long most = least + (long) load.unfinished() * load.items();
    Waiting.until(
        "%d records of %s".formatted(least, target.name()),
        PATIENCE,
        LOOK_AGAIN,
        () -> bed.landed(target.topic()) - before >= least && isStill(target));
    long landed = bed.landed(target.topic()) - before;
    if (landed > most) {
      throw new CallFailed(
          "No rate: %s answered %d events, and Kafka holds %d."
              .formatted(target.name(), least, landed));
    }
  }

  private boolean isStill(Target target) {
    long before = bed.landed(target.topic());
    Waiting.pause(LOOK_AGAIN);
    return bed.landed(target.topic()) == before;
  }
}
