package com.traitly.prediction.evaluation;

import java.util.List;

/**
 * How good the predictions were, each made before its outcome was known, at the step ticks of
 * closed windows. Losses are means in nats per prediction, and 0 before anything was judged.
 *
 * @param windows closed windows
 * @param reached those of them that were reached
 * @param predictions step ticks that were sampled and judged
 * @param lifeTableLogLoss of the life table alone
 * @param servedLogLoss of what was served at the time, regression or life table
 * @param auc area under the regression's ROC curve from 200 bins; 0.5 without both outcomes
 * @param calibrationError mean distance between likelihood and reached share over the bins
 * @param bias mean likelihood divided by the reached share; 1 while nothing was reached
 * @param bins 20 equal bins of the likelihood
 * @param byAge the same figures by the age of the window, at most 12 slices
 * @param overTime the same figures by when the window was over, at most the 60 newest slices
 */
public record ModelMetrics(
    long windows,
    long reached,
    long predictions,
    double logLoss,
    double lifeTableLogLoss,
    double servedLogLoss,
    double brier,
    double auc,
    double calibrationError,
    double bias,
    List<CalibrationBin> bins,
    List<Slice> byAge,
    List<Slice> overTime) {

  public ModelMetrics {
    bins = List.copyOf(bins);
    byAge = List.copyOf(byAge);
    overTime = List.copyOf(overTime);
  }

  /**
   * Share of the life table's loss that the regression saves: 1 - log-loss / life table's log-loss.
   * 0 or less means that the events say nothing about this goal.
   */
  public double skill() {
    return lifeTableLogLoss > 0.0 ? 1.0 - logLoss / lifeTableLogLoss : 0.0;
  }

  /** Whether the likelihoods may be relied on. */
  public ModelQuality quality() {
    return ModelQuality.of(this);
  }

  /**
   * Predictions of one age group or one period.
   *
   * @param from milliseconds since the window opened, or epoch milliseconds, at which the slice
   *     begins
   * @param predictions how many, never 0
   * @param meanLikelihood mean of the likelihoods
   * @param reachedShare share of the predictions whose window was reached
   * @param logLoss of the regression
   * @param lifeTableLogLoss of the life table
   */
  public record Slice(
      long from,
      long predictions,
      double meanLikelihood,
      double reachedShare,
      double logLoss,
      double lifeTableLogLoss) {}

  /**
   * Predictions of about the same likelihood.
   *
   * @param predictions how many
   * @param meanLikelihood mean of the likelihoods, 0 when empty
   * @param reachedShare share of the predictions whose window was reached, 0 when empty
   */
  public record CalibrationBin(long predictions, double meanLikelihood, double reachedShare) {}
}
