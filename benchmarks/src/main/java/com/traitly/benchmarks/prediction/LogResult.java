package com.traitly.benchmarks.prediction;

import com.traitly.testkit.logs.LogGoal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All figures of one log.
 *
 * @param goal the log and its goal
 * @param ticks at step ticks of the test windows
 * @param events just after events of the test windows; null where the goal has too few such points
 * @param lifeTable of the life table alone, at ticks
 * @param byAge at step ticks of some ages, in steps
 * @param coldStart log-loss of what was served and of the life table, over the first windows that
 *     were over
 * @param predictions all predictions, for the plots
 */
record LogResult(
    LogGoal goal,
    Figures ticks,
    @Nullable Figures events,
    Figures lifeTable,
    Map<Integer, Figures> byAge,
    List<ColdStart> coldStart,
    List<Prediction> predictions) {
  private static final int[] COLD_STARTS = {100, 300, 1_000, 3_000, 10_000};
  private static final int LEAST_EVENTS = 100;

  /** Mean log-loss at the step ticks of the first windows. */
  record ColdStart(int windows, double served, double lifeTable) {
    String row() {
      return String.format(Locale.ROOT, "| %,d | %.4f | %.4f |", windows, served, lifeTable);
    }
  }

  /** Measures the predictions of a log. */
  static LogResult of(LogGoal goal, List<Prediction> predictions) {
    List<Prediction> test = predictions.stream().filter(Prediction::test).toList();
    List<Prediction> ticks = test.stream().filter(Prediction::tick).toList();
    List<Prediction> events = test.stream().filter(each -> !each.tick()).toList();
    Map<Integer, Figures> byAge = new TreeMap<>();
    for (int age : ages(goal)) {
      List<Prediction> ofAge = ticks.stream().filter(each -> each.age() == age).toList();
      byAge.put(age, Figures.of(ofAge, Prediction::served));
    }
    return new LogResult(
        goal,
        Figures.of(ticks, Prediction::served),
        events.size() < LEAST_EVENTS ? null : Figures.of(events, Prediction::served),
        Figures.of(ticks, Prediction::lifeTable),
        byAge,
        coldStarts(predictions),
        predictions);
  }

  /** Returns the mean over the ages; each age counts the same, however many windows are open. */
  Figures macro() {
    List<Figures> all = List.copyOf(byAge.values());
    return new Figures(
        all.stream().mapToInt(Figures::n).sum(),
        all.stream().mapToDouble(Figures::base).average().orElse(0),
        all.stream().mapToDouble(Figures::auc).average().orElse(0),
        all.stream().mapToDouble(Figures::logLoss).average().orElse(0),
        all.stream().mapToDouble(Figures::brier).average().orElse(0),
        all.stream().mapToDouble(Figures::ece).average().orElse(0),
        all.stream().mapToDouble(Figures::bias).average().orElse(0));
  }

  /**
   * Returns the largest excess of the served predictions' summed log-loss over the life table's, in
   * nats, compared after each window.
   */
  double worstExcess() {
    double excess = 0;
    double worst = 0;
    for (int i = 0; i < predictions.size(); i++) {
      Prediction each = predictions.get(i);
      if (each.tick()) {
        excess += Figures.loss(each.served(), each.reached());
        excess -= Figures.loss(each.lifeTable(), each.reached());
      }
      if (i + 1 == predictions.size() || predictions.get(i + 1).window() != each.window()) {
        worst = Math.max(worst, excess);
      }
    }
    return worst;
  }

  private static List<ColdStart> coldStarts(List<Prediction> predictions) {
    List<ColdStart> starts = new ArrayList<>();
    for (int windows : COLD_STARTS) {
      List<Prediction> first =
          predictions.stream().filter(each -> each.tick() && each.window() < windows).toList();
      starts.add(
          new ColdStart(
              windows,
              Figures.of(first, Prediction::served).logLoss(),
              Figures.of(first, Prediction::lifeTable).logLoss()));
    }
    return starts;
  }

  private static int[] ages(LogGoal goal) {
    return goal.steps() == 13 ? new int[] {0, 1, 2, 4, 8} : new int[] {0, 1, 3, 7, 14, 21};
  }
}
