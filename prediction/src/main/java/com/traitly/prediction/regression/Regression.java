package com.traitly.prediction.regression;

import com.traitly.prediction.math.PackedSymmetricMatrix;

/**
 * A frozen logistic regression with the covariance of its weights. Immutable as long as its arrays
 * are not changed, hence safe to share between threads.
 *
 * @param weights one per component of x, in log odds
 * @param covariance upper triangle, row by row, {@code d (d + 1) / 2} numbers
 */
@SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
public record Regression(double[] weights, double[] covariance) {

  /** w &middot; x, unclipped. */
  public double margin(double[] x) {
    return margin(weights, x);
  }

  /** Variance of the margin: x' P x. */
  public double marginVariance(double[] x) {
    return PackedSymmetricMatrix.quadratic(covariance, x);
  }

  static double margin(double[] weights, double[] x) {
    double sum = 0.0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * x[i];
    }
    return sum;
  }
}
