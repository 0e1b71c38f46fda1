package com.traitly.prediction.regression;

import com.traitly.prediction.math.Logistic;

/**
 * What a {@link Mixture} believes at one instant: the weights of its two learners and how far the
 * steady one is trusted. Together they are one linear model of the input x, see {@link #served()}.
 * Immutable as long as the arrays are left alone.
 *
 * @param steady weights over x, in log odds
 * @param swift weights over [1, the steady margin, the life table's logit, the summaries]
 * @param share of the steady learner's margin in what is served, 0 to 1
 * @param summariesAt where the summaries begin in x
 */
@SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
public record Posterior(double[] steady, double[] swift, double share, int summariesAt) {

  static final int SWIFT_LEADING = 3;

  /** What each of the two learners says of x. */
  public Margins margins(double[] x) {
    double steadyMargin = Regression.margin(steady, x);
    double swiftMargin = swift[0] + swift[1] * steadyMargin + swift[2] * x[1];
    for (int i = SWIFT_LEADING; i < swift.length; i++) {
      swiftMargin += swift[i] * x[summariesAt + i - SWIFT_LEADING];
    }
    return new Margins(steadyMargin, swiftMargin);
  }

  /** Probability that the mixed margins give. */
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
   * Log odds as the two learners see them.
   *
   * @param steady of the steady one
   * @param swift of the swift one
   */
  public record Margins(double steady, double swift) {}
}
