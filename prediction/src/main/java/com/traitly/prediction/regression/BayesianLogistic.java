package com.traitly.prediction.regression;

import com.traitly.prediction.math.Logistic;
import com.traitly.prediction.math.PackedSymmetricMatrix;

/**
 * Logistic regression learnt one example at a time with the full covariance of its weights: the
 * extended Kalman form of Bayesian logistic regression. Needs no learning rate and forgets by
 * letting the covariance grow a little every day. Single-threaded, allocates nothing per example.
 */
public final class BayesianLogistic {

  private static final double LEAST_CURVATURE = 1e-4;
  private static final long NOT_STARTED = Long.MIN_VALUE;

  private final double[] weights;
  private final double[] covariance;
  private final double drift;
  private final double[] gain;
  private long day;

  private BayesianLogistic(Regression start, double drift, long day) {
    this.weights = start.weights().clone();
    this.covariance = start.covariance().clone();
    this.drift = drift;
    this.day = day;
    this.gain = new double[weights.length];
  }

  /**
   * A regression that has learnt nothing.
   *
   * @param weights where the weights start
   * @param precisions how firmly each weight is held there: one over its prior variance
   * @param drift variance added to every weight per day, 0 to 1e-4
   */
  public static BayesianLogistic withPrior(double[] weights, double[] precisions, double drift) {
    if (weights.length != precisions.length || !(drift >= 0.0 && drift <= 1e-4)) {
      throw new IllegalArgumentException(
          weights.length + " weights, " + precisions.length + " precisions, drift " + drift);
    }
    double[] variances = new double[precisions.length];
    for (int i = 0; i < variances.length; i++) {
      variances[i] = 1.0 / precisions[i];
    }
    Regression start = new Regression(weights, PackedSymmetricMatrix.diagonal(variances));
    return new BayesianLogistic(start, drift, NOT_STARTED);
  }

  /** Restores a {@link #state()} to the bit. */
  public static BayesianLogistic restore(State state) {
    return new BayesianLogistic(state.regression(), state.drift(), state.day());
  }

  /** A copy of everything learnt. */
  public State state() {
    return new State(regression(), drift, day);
  }

  /** A frozen copy of weights and covariance. */
  public Regression regression() {
    return new Regression(weights.clone(), covariance.clone());
  }

  /** A copy of the weights. */
  public double[] weights() {
    return weights.clone();
  }

  /** Widens the variance of every weight for the days since the last call; never goes back. */
  public void advanceTo(long toDay) {
    if (day == NOT_STARTED) {
      day = toDay;
    }
    if (toDay > day) {
      PackedSymmetricMatrix.addToDiagonal(covariance, weights.length, drift * (toDay - day));
      day = toDay;
    }
  }

  /** Probability of y = 1 at x. */
  public double probability(double[] x) {
    return Logistic.probability(Regression.margin(weights, x));
  }

  /** Learns one example. */
  public void update(double[] x, boolean y) {
    double p = probability(x);
    PackedSymmetricMatrix.multiply(covariance, x, gain);
    double curvature = Math.max(p * (1.0 - p), LEAST_CURVATURE);
    double scale = 1.0 + curvature * Regression.margin(x, gain);
    double step = ((y ? 1.0 : 0.0) - p) / scale;
    for (int i = 0; i < weights.length; i++) {
      weights[i] += gain[i] * step;
    }
    PackedSymmetricMatrix.subtractOuter(covariance, gain, curvature / scale);
  }

  /**
   * The state of a regression, for storage.
   *
   * @param day day of the last drift, in days since 1970; {@code Long.MIN_VALUE} before the first
   */
  public record State(Regression regression, double drift, long day) {}
}
