package com.traitly.benchmarks.prediction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The quality of a set of predictions, measured as in the reference.
 *
 * @param n the number of predictions
 * @param base the share of predictions whose window was reached
 * @param auc area under the ROC curve, ties counted half
 * @param logLoss mean log-loss in nats
 * @param brier mean squared error
 * @param ece expected calibration error over 15 bins of equal mass
 * @param bias mean prediction over the base rate
 */
record Figures(
    int n, double base, double auc, double logLoss, double brier, double ece, double bias) {
  private static final int BINS = 15;
  private static final double FLOOR = 1e-6;

  /** Measures one column of predictions. */
  static Figures of(List<Prediction> predictions, ToDoubleFunction<Prediction> column) {
    List<Prediction> sorted =
        predictions.stream().sorted(Comparator.comparingDouble(column)).toList();
    int n = sorted.size();
    double reached = 0;
    double said = 0;
    double loss = 0;
    double squared = 0;
    for (Prediction each : sorted) {
      double p = column.applyAsDouble(each);
      double y = each.reached() ? 1 : 0;
      reached += y;
      said += p;
      squared += (y - p) * (y - p);
      loss += loss(p, each.reached());
    }
    return new Figures(
        n,
        reached / n,
        auc(sorted, column, reached),
        loss / n,
        squared / n,
        ece(sorted, column),
        said / Math.max(reached, 1e-9));
  }

  static double loss(double probability, boolean reached) {
    double p = Math.clamp(probability, FLOOR, 1 - FLOOR);
    return -Math.log(reached ? p : 1 - p);
  }

  private static double auc(
      List<Prediction> sorted, ToDoubleFunction<Prediction> column, double reached) {
    double won = 0;
    double hits = 0;
    int n = sorted.size();
    for (int from = 0, to; from < n; from = to) {
      double value = column.applyAsDouble(sorted.get(from));
      double tied = 0;
      for (to = from; to < n && column.applyAsDouble(sorted.get(to)) == value; to++) {
        tied += sorted.get(to).reached() ? 1 : 0;
      }
      won += tied * ((from - hits) + (to - from - tied) / 2);
      hits += tied;
    }
    return won / Math.max(reached * (n - reached), 1);
  }

  private static double ece(List<Prediction> sorted, ToDoubleFunction<Prediction> column) {
    int n = sorted.size();
    double error = 0;
    int from = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int to = from + n / BINS + (bin < n % BINS ? 1 : 0);
      double distance = 0;
      for (Prediction each : sorted.subList(from, to)) {
        distance += column.applyAsDouble(each) - (each.reached() ? 1 : 0);
      }
      error += Math.abs(distance);
      from = to;
    }
    return error / n;
  }

  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.4f | %.4f | %.4f | %.4f | %.4f | %.3f |",
        name,
        n,
        base,
        auc,
        logLoss,
        brier,
        ece,
        bias);
  }

  ObjectNode json() {
    return Json.object()
        .put("predictions", n)
        .put("base_rate", base)
        .put("auc", auc)
        .put("log_loss", logLoss)
        .put("brier", brier)
        .put("ece", ece)
        .put("bias", bias);
  }
}
