package com.traitly.prediction.evaluation;

/** Whether a goal's likelihoods may be relied on. */
public enum ModelQuality {
  /** Too few windows have closed, or too few of either outcome, to say. */
  INSUFFICIENT,
  /** The regression predicts better than the life table. */
  OK,
  /** The customers' events say nothing about this goal beyond the age of the window. */
  NOT_PREDICTABLE;

  private static final long LEAST_WINDOWS = 30L;
  private static final long LEAST_OF_EACH = 5L;

  /** Judges the backtest. */
  static ModelQuality of(ModelMetrics metrics) {
    long rarer = Math.min(metrics.reached(), metrics.windows() - metrics.reached());
    if (metrics.windows() < LEAST_WINDOWS || rarer < LEAST_OF_EACH) {
      return INSUFFICIENT;
    }
    return metrics.skill() > 0.0 ? OK : NOT_PREDICTABLE;
  }
}
