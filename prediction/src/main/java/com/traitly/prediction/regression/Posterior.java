package com.traitly.prediction.regression;

import com.traitly.prediction.math.Logistic;

/**
 * What a {@link Mixture} believes at one instant: the weights of its two learners and the trust in
 * the slow one. Together they are one linear model of the input x, see {@link #served()}. Immutable
 * as long as its arrays are not changed.
 *
 * @param steady the slow learner's weights over x, in log odds
 * @param swift the fast learner's weights over [1, the slow learner's margin, the life table's
 *     logit, the summaries]
 * @param share of the slow learner's margin in what is served, 0 to 1
 * @param summariesAt where the summaries begin in x
 */
@SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
public record Posterior(double[] steady, double[] swift, double share, int summariesAt) {

  static final int SWIFT_LEADING = 3;

  /** The margins that the two learners give to x. */
  public Margins margins(double[] x) {
    double steadyMargin = Regression.margin(steady, x);
    double swiftMargin = swift[0] + swift[1] * steadyMargin + swift[2] * x[1];
    for (int i = SWIFT_LEADING; i < swift.length; i++) {
      swiftMargin += swift[i] * x[summariesAt + i - SWIFT_LEADING];
    }
    return new Margins(steadyMargin, swiftMargin);
  }

  /** The probability of the mixed margin. */
  public double probability(Margins margins) {
    return Logistic.probability(share * margins.steady() + (1.0 - share) * margins.swift());
  }

  /** The weights over x that give the mixed margin. */
  double[] served() {
    double scale = share + (1.0 - share) * swift[1];
    double[] weights = new double[steady.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = scale * steady[i];
    }
    weights[0] += (1.0 - share) * swift[0];
    weights[1] += (1.0 - share) * swift[2];
    for (int i = SWIFT_LEADING; i < swift.length; i++) {
      weights[summariesAt + i - SWIFT_LEADING] += (1.0 - share) * swift[i];
    }
    return weights;
  }

  /**
   * Log odds that the two learners give.
   *
   * @param steady the slow learner's
   * @param swift the fast learner's
   */
  public record Margins(double steady, double swift) {}
}
