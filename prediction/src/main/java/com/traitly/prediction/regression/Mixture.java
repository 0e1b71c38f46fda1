package com.traitly.prediction.regression;

import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.math.Logistic;
import java.util.Arrays;

/**
 * The learner of a goal: a slow regression that looks at everything and hardly forgets, a fast one
 * that corrects it from a few summaries and forgets within weeks, and the share of trust between
 * them, which is learnt too. Effects that last for years and effects of one season need different
 * memories; no single memory fits all goals. Single-threaded.
 */
public final class Mixture {

  /** Variance that the slow learner's weights gain per day. */
  static final double STEADY_DRIFT = 3e-7;

  private static final double BASE_RATE_PRECISION = 20.0;
  private static final double SQUARE_PRECISION = 10.0;
  private static final double JUST_DONE_PRECISION = 2.0;
  private static final double SWIFT_DRIFT = 1e-4;
  private static final double FIRST_SHARE = 0.9;
  private static final double FIRST_DOUBT = 0.5;
  private static final double LEAST_CURVATURE = 1e-4;

  private final int summariesAt;
  private final BayesianLogistic steady;
  private final BayesianLogistic swift;
  private final double[] z;
  private double share;
  private double doubt;

  private Mixture(FeatureSpace space, State state) {
    summariesAt = space.summariesAt();
    steady = BayesianLogistic.restore(state.steady());
    swift = BayesianLogistic.restore(state.swift());
    share = state.share();
    doubt = state.doubt();
    z = new double[Posterior.SWIFT_LEADING + FeatureSpace.GLOBALS];
    z[0] = 1.0;
  }

  /** A mixture that trusts the life table and has learnt nothing yet. */
  public static Mixture untrained(FeatureSpace space) {
    double[] precisions = new double[Posterior.SWIFT_LEADING + FeatureSpace.GLOBALS];
    Arrays.fill(precisions, 5.0);
    precisions[0] = 4.0;
    precisions[1] = 50.0;
    precisions[2] = 20.0;
    double[] weights = new double[precisions.length];
    weights[1] = 1.0;
    BayesianLogistic swift = BayesianLogistic.withPrior(weights, precisions, SWIFT_DRIFT);
    return new Mixture(
        space, new State(steady(space).state(), swift.state(), FIRST_SHARE, FIRST_DOUBT));
  }

  private static BayesianLogistic steady(FeatureSpace space) {
    int dimension = space.dimension();
    double[] weights = new double[dimension];
    weights[1] = 1.0;
    double[] precisions = new double[dimension];
    Arrays.fill(precisions, 1.0);
    precisions[1] = BASE_RATE_PRECISION;
    int squares = space.crossesAt() + FeatureSpace.GLOBALS;
    int pairs = squares + FeatureSpace.GLOBALS;
    Arrays.fill(precisions, squares, pairs + FeatureSpace.PAIRS.size(), SQUARE_PRECISION);
    Arrays.fill(precisions, dimension - space.slots(), dimension, JUST_DONE_PRECISION);
    return BayesianLogistic.withPrior(weights, precisions, STEADY_DRIFT);
  }

  /** Restores a {@link #state()} to the bit. */
  public static Mixture restore(FeatureSpace space, State state) {
    return new Mixture(space, state);
  }

  /** A copy of everything learnt. */
  public State state() {
    return new State(steady.state(), swift.state(), share, doubt);
  }

  /** A copy of the current posterior. */
  public Posterior belief() {
    return new Posterior(steady.weights(), swift.weights(), share, summariesAt);
  }

  /**
   * The regression that is served now. Its covariance is the slow learner's, because the fast one
   * only shifts the margin.
   */
  public Regression regression() {
    return new Regression(belief().served(), steady.regression().covariance());
  }

  /** Widens the variance of all weights for the days since the last call; never goes back. */
  public void advanceTo(long day) {
    steady.advanceTo(day);
    swift.advanceTo(day);
  }

  /**
   * Learns one example.
   *
   * @param then the margins at the example's instant, so that trust goes to the learner that was
   *     right before the outcome was known
   */
  public void learn(double[] x, Posterior.Margins then, boolean y) {
    trust(then, y);
    steady.update(x, y);
    z[1] = then.steady();
    z[2] = x[1];
    System.arraycopy(x, summariesAt, z, Posterior.SWIFT_LEADING, FeatureSpace.GLOBALS);
    swift.update(z, y);
  }

  /** Learns the share by a Bayesian logistic regression with one weight: that of the difference. */
  private void trust(Posterior.Margins then, boolean y) {
    double difference = then.steady() - then.swift();
    double p = Logistic.probability(then.swift() + share * difference);
    double curvature = Math.max(p * (1.0 - p), LEAST_CURVATURE);
    double gain = doubt * difference;
    double scale = 1.0 + curvature * difference * gain;
    share = Math.clamp(share + gain * ((y ? 1.0 : 0.0) - p) / scale, 0.0, 1.0);
    doubt -= gain * gain * curvature / scale;
  }

  /**
   * The state of a mixture, for storage.
   *
   * @param steady the slow learner, which sees everything
   * @param swift the fast learner, which sees summaries
   * @param share trust in the slow learner, 0 to 1
   * @param doubt variance of the share
   */
  public record State(
      BayesianLogistic.State steady, BayesianLogistic.State swift, double share, double doubt) {}
}
