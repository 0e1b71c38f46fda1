package com.traitly.prediction.math;

/**
 * The logistic scale, in {@link StrictMath} so that every machine computes the same bits.
 *
 * <p>Margins are natural log odds.
 */
public final class Logistic {

  private static final double MARGIN_LIMIT = 30.0;
  private static final double LOGIT_FLOOR = 1e-5;

  private Logistic() {}

  /** Probability of a margin, which is clipped to ±30 first. */
  public static double probability(double margin) {
    return 1.0 / (1.0 + StrictMath.exp(-Math.clamp(margin, -MARGIN_LIMIT, MARGIN_LIMIT)));
  }

  /** Log odds of a probability, which is clipped to [1e-5, 1 - 1e-5] first. */
  public static double logit(double probability) {
    double p = Math.clamp(probability, LOGIT_FLOOR, 1.0 - LOGIT_FLOOR);
    return StrictMath.log(p / (1.0 - p));
  }

  /**
   * Negative log-likelihood of an outcome, in nats, with the probability clipped to [1e-6, 1 -
   * 1e-6].
   */
  public static double loss(double probability, boolean reached) {
    double p = Math.clamp(probability, 1e-6, 1.0 - 1e-6);
    return -StrictMath.log(reached ? p : 1.0 - p);
  }
}
