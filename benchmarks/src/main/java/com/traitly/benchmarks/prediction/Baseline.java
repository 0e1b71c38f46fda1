package com.traitly.benchmarks.prediction;

import com.traitly.testkit.logs.LogGoal;

/**
 * The figures of other methods on a log, at step ticks of the same windows. They were measured
 * once, by the same protocol, when the model was designed.
 *
 * @param name the name of the method
 * @param auc area under the ROC curve
 * @param logLoss mean log-loss in nats
 */
record Baseline(String name, double auc, double logLoss) {

  /** Returns the committed figures of a log, with the target that the product set itself. */
  static Baselines of(LogGoal goal) {
    return switch (goal.log()) {
      case "bpi2012" ->
          new Baselines(
              new Baseline("base rate by age", 0.701, 0.279),
              new Baseline("batch logistic regression", 0.945, 0.1562),
              new Baseline("batch gradient boosting", 0.944, 0.1573),
              new Baseline("reference", 0.9447, 0.1573),
              0.1549);
      case "onlineretail" ->
          new Baselines(
              new Baseline("base rate by age", 0.679, 0.516),
              new Baseline("batch logistic regression", 0.811, 0.439),
              new Baseline("batch gradient boosting", 0.790, 0.493),
              new Baseline("reference", 0.8170, 0.4187),
              0.4178);
      case "cdnow" ->
          new Baselines(
              new Baseline("base rate by age", 0.721, 0.638),
              new Baseline("batch logistic regression", 0.787, 0.523),
              new Baseline("batch gradient boosting", 0.773, 0.555),
              new Baseline("reference", 0.7843, 0.5260),
              0.5238);
      default -> throw new IllegalArgumentException("no baselines for " + goal.log());
    };
  }

  /**
   * The figures of one log.
   *
   * @param target the log-loss that must not be exceeded
   */
  record Baselines(
      Baseline baseRate,
      Baseline logisticRegression,
      Baseline boosting,
      Baseline reference,
      double target) {}
}
