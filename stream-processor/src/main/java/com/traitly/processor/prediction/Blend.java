package com.traitly.processor.prediction;

import java.util.Arrays;

/**
 * The learner of a goal: a steady regression that looks at everything and hardly forgets, a swift
 * one that corrects it from a few summaries and forgets within weeks, and the share of trust
 * between them, which is learnt too. What stays true for years and what holds this season want
 * different memories; no single one fits all goals. Single-threaded.
 */
public final class Blend {

  /** Variance that the steady learner's weights gain per day. */
  static final double STEADY_DRIFT = 3e-7;

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

  private Blend(FeatureSpace space, State state) {
    summariesAt = space.summariesAt();
    steady = BayesianLogistic.restore(state.steady());
    swift = BayesianLogistic.restore(state.swift());
    share = state.share();
    doubt = state.doubt();
    z = new double[Belief.SWIFT_LEADING + FeatureSpace.GLOBALS];
    z[0] = 1.0;
  }

  /** A blend that trusts the life table and has learnt nothing yet. */
  public static Blend untrained(FeatureSpace space) {
    double[] precisions = new double[Belief.SWIFT_LEADING + FeatureSpace.GLOBALS];
    Arrays.fill(precisions, 5.0);
    precisions[0] = 4.0;
    precisions[1] = 50.0;
    precisions[2] = 20.0;
    double[] weights = new double[precisions.length];
    weights[1] = 1.0;
    BayesianLogistic swift = BayesianLogistic.withPrior(weights, precisions, SWIFT_DRIFT);
    return new Blend(
        space,
        new State(space.untrained(STEADY_DRIFT).state(), swift.state(), FIRST_SHARE, FIRST_DOUBT));
  }

  /** Continues, to the bit, where {@link #state()} was taken. */
  static Blend restore(FeatureSpace space, State state) {
    return new Blend(space, state);
  }

  /** A copy of everything learnt. */
  public State state() {
    return new State(steady.state(), swift.state(), share, doubt);
  }

  /** A frozen copy of what is believed now. */
  public Belief belief() {
    return new Belief(steady.weights(), swift.weights(), share, summariesAt);
  }

  /**
   * What is served now. The covariance is that of the steady learner: the swift one only shifts
   * what it says.
   */
  Regression regression() {
    return new Regression(belief().served(), steady.regression().covariance());
  }

  /** Widens all weights for the days passed since the last call; never goes back. */
  public void advanceTo(long day) {
    steady.advanceTo(day);
    swift.advanceTo(day);
  }

  /**
   * Learns one example.
   *
   * @param then what was said at the example's instant: trust goes to who was right before the
   *     outcome was known
   */
  public void learn(double[] x, Belief.Margins then, boolean y) {
    trust(then, y);
    steady.update(x, y);
    z[1] = then.steady();
    z[2] = x[1];
    System.arraycopy(x, summariesAt, z, Belief.SWIFT_LEADING, FeatureSpace.GLOBALS);
    swift.update(z, y);
  }

  /** The share's own Bayesian logistic regression, of one weight: that of the difference. */
  private void trust(Belief.Margins then, boolean y) {
    double difference = then.steady() - then.swift();
    double p = Logistic.probability(then.swift() + share * difference);
    double curvature = Math.max(p * (1.0 - p), LEAST_CURVATURE);
    double gain = doubt * difference;
    double scale = 1.0 + curvature * difference * gain;
    share = Logistic.clip(share + gain * ((y ? 1.0 : 0.0) - p) / scale, 0.0, 1.0);
    doubt -= gain * gain * curvature / scale;
  }

  /**
   * A blend at rest.
   *
   * @param steady the learner of everything
   * @param swift the learner of summaries
   * @param share trust in the steady one, 0 to 1
   * @param doubt variance of the share
   */
  public record State(
      BayesianLogistic.State steady, BayesianLogistic.State swift, double share, double doubt) {}
}
