package com.traitly.benchmarks.prediction;

import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the predictions on public logs, and their cost, with their targets. */
final class Targets {
  private static final double NANOS_IN_MICRO = 1_000;
  private static final double AS_THE_REFERENCE = 1.005;

  private Targets() {}

  /** Judges all figures that are available. */
  static List<Judgement> judge(List<LogResult> results, Map<String, Double> nanos) {
    List<Judgement> all = new ArrayList<>();
    for (LogResult each : results) {
      all.add(logLoss(each));
      all.add(ece(each.goal().log() + ", ECE at step ticks", each.ticks(), Bound.atMost(1, 0.6)));
      if (each.events() != null) {
        String row = each.goal().log() + ", ECE just after events";
        all.add(ece(row, each.events(), Bound.atMost(1.5, 1)));
      }
    }
    cost(all, "score of a window, 7 signals", nanos.get("score with 7 signals"), 1, 0.2);
    cost(all, "update of a model, 7 signals", nanos.get("update with 7 signals"), 5, 2.5);
    return all;
  }

  private static Judgement logLoss(LogResult result) {
    Baseline.Baselines baselines = Baseline.of(result.goal());
    double reference = baselines.reference().logLoss();
    double ours = result.ticks().logLoss();
    return new Judgement(
        result.goal().log() + ", log-loss at step ticks, beside the reference's",
        Judgement.amount(ours, "nats"),
        Judgement.amount(reference, "nats"),
        ours,
        "nats",
        Bound.atMost(AS_THE_REFERENCE * reference, baselines.target()));
  }

  private static Judgement ece(String row, Figures figures, Bound percent) {
    return Judgement.ofAmount(row, 100 * figures.ece(), "%", percent);
  }

  private static void cost(
      List<Judgement> all, String row, @Nullable Double nanos, double target, double stretch) {
    if (nanos != null) {
      Bound micros = Bound.atMost(target, stretch);
      all.add(Judgement.ofAmount(row, nanos / NANOS_IN_MICRO, "µs", micros));
    }
  }
}
