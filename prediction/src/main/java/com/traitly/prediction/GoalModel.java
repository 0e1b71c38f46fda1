package com.traitly.prediction;

import com.traitly.prediction.evaluation.ModelEvaluation;
import com.traitly.prediction.evaluation.ModelMetrics;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.Features;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.WindowSnapshot;
import com.traitly.prediction.lifetable.LifeTable;
import com.traitly.prediction.lifetable.SurvivalCurve;
import com.traitly.prediction.math.Logistic;
import com.traitly.prediction.math.PackedSymmetricMatrix;
import com.traitly.prediction.regression.Mixture;
import com.traitly.prediction.regression.Regression;
import java.util.ArrayList;
import java.util.List;

/**
 * A goal's model of one epoch, for serving. Immutable as long as its arrays are not changed, hence
 * safe to share between threads.
 *
 * @param epoch counts up from 0, the model before any data
 * @param trainedUpTo everything before this instant is learnt, epoch milliseconds; meaningless
 *     before any data
 * @param shape the goal's time grid
 * @param space the signals
 * @param curve the life table
 * @param regression weights and covariance
 * @param learnt whether the life table has counted any window, open ones included
 * @param gateOpen whether the regression serves instead of the life table
 */
public record GoalModel(
    long epoch,
    long trainedUpTo,
    TimeGrid shape,
    FeatureSpace space,
    SurvivalCurve curve,
    Regression regression,
    boolean learnt,
    boolean gateOpen,
    ModelMetrics metrics) {

  private static final double LEAST_LIKELIHOOD = 1e-4;
  private static final double LEAST_GAIN = 1e-6;
  private static final double Z_80_PERCENT = 1.2816;

  /** A model to serve before any data: the prior win rate, spread evenly over the window. */
  public static GoalModel initial(TimeGrid shape, FeatureSpace space, double priorWinRate) {
    return new GoalModel(
        0L,
        0L,
        shape,
        space,
        LifeTable.withPrior(shape.steps(), priorWinRate).curve(),
        Mixture.untrained(space).regression(),
        false,
        false,
        ModelEvaluation.empty().metrics());
  }

  /** What {@link #likelihood} is based on. */
  public Basis basis() {
    if (gateOpen) {
      return Basis.MODEL;
    }
    return learnt ? Basis.LIFE_TABLE : Basis.PRIOR;
  }

  /**
   * Probability that a window that is not reached yet is reached before its end. Within [1e-4, 1 -
   * 1e-4]. Means nothing for a window that is over; the caller should not show it.
   */
  public double likelihood(WindowSnapshot snapshot) {
    return served(
        gateOpen
            ? Logistic.probability(regression.margin(input(snapshot)))
            : curve.likelihood(shape.ageAt(snapshot.openedAt(), snapshot.asOf())));
  }

  /**
   * The interval that holds the likelihood with 80 % certainty, given the uncertainty of the
   * weights alone: its logit ± 1.2816 standard deviations of the margin.
   */
  public CredibleInterval interval80(WindowSnapshot snapshot) {
    double[] x = input(snapshot);
    double centre = gateOpen ? regression.margin(x) : x[1];
    double reach = Z_80_PERCENT * Math.sqrt(Math.max(0.0, regression.marginVariance(x)));
    return new CredibleInterval(
        served(Logistic.probability(centre - reach)), served(Logistic.probability(centre + reach)));
  }

  /**
   * The terms that make up the likelihood, without those of 0; a single term while the life table
   * serves.
   */
  public List<Contribution> contributions(WindowSnapshot snapshot) {
    double[] x = input(snapshot);
    List<String> names = space.names();
    double margin = gateOpen ? regression.margin(x) : x[1];
    double likelihood = Logistic.probability(margin);
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      double logits = gateOpen ? regression.weights()[i] * x[i] : i == 1 ? x[i] : 0.0;
      if (logits != 0.0) {
        double effect = likelihood - Logistic.probability(margin - logits);
        contributions.add(new Contribution(names.get(i), logits, effect));
      }
    }
    return contributions;
  }

  /** The weights by name, in the order of the components of x, with their standard deviations. */
  public List<Weight> weights() {
    List<String> names = space.names();
    double[] variances = PackedSymmetricMatrix.diagonalOf(regression.covariance(), names.size());
    List<Weight> weights = new ArrayList<>();
    for (int i = 0; i < variances.length; i++) {
      double deviation = Math.sqrt(Math.max(0.0, variances[i]));
      weights.add(new Weight(names.get(i), regression.weights()[i], deviation));
    }
    return weights;
  }

  /**
   * The least that doing each candidate once, now, would add to the likelihood: max(p(x+) - p(x) -
   * &frac12; p (1 - p) &radic;(d'Pd), 0) with d = x+ - x. The deduction keeps an event seen only
   * three times from topping the list. All 0 while the regression does not serve. Associative, not
   * causal: customers who do the event are reached more often, for whatever reason.
   */
  public double[] gains(WindowSnapshot snapshot, List<String> candidates) {
    double[] gains = new double[candidates.size()];
    if (!gateOpen) {
      return gains;
    }
    double[] x = input(snapshot);
    double p = Logistic.probability(regression.margin(x));
    double doubt = 0.5 * p * (1.0 - p);
    for (int i = 0; i < gains.length; i++) {
      double[] after = input(snapshot.afterDoing(space.slot(candidates.get(i))));
      double gain = Logistic.probability(regression.margin(after)) - p;
      for (int j = 0; j < x.length; j++) {
        after[j] -= x[j];
      }
      double deviation = Math.sqrt(Math.max(0.0, regression.marginVariance(after)));
      gains[i] = Math.max(gain - doubt * deviation, 0.0);
    }
    return gains;
  }

  /**
   * The {@link #gains}, each raised to at least 1e-6, as shares of their sum: in the order of the
   * candidates, adding up to 1. Equal while nothing is known.
   *
   * @param candidates all open actions of the goal, even those not shown
   */
  public double[] importance(WindowSnapshot snapshot, List<String> candidates) {
    double[] shares = gains(snapshot, candidates);
    double sum = 0.0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.max(shares[i], LEAST_GAIN);
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  private double[] input(WindowSnapshot snapshot) {
    return Features.input(shape, space, curve, snapshot);
  }

  private static double served(double probability) {
    return Math.clamp(probability, LEAST_LIKELIHOOD, 1.0 - LEAST_LIKELIHOOD);
  }

  /** What a likelihood is based on. */
  public enum Basis {
    /** Nothing is known of the goal's windows yet, not even of open ones. */
    PRIOR,
    /** The life table: how often windows of this age are reached, whoever the customer is. */
    LIFE_TABLE,
    /** The regression: what this customer has done. */
    MODEL
  }

  /** Bounds of a probability. */
  public record CredibleInterval(double low, double high) {}

  /**
   * What one component of x adds to a likelihood.
   *
   * @param feature see {@link FeatureSpace#names()}
   * @param logits its term of the margin; all terms add up to the margin
   * @param effect by how much the likelihood would differ without it
   */
  public record Contribution(String feature, double logits, double effect) {}

  /**
   * One weight.
   *
   * @param feature what it multiplies
   * @param weight its value in log odds
   * @param deviation how uncertain it is: one standard deviation
   */
  public record Weight(String feature, double weight, double deviation) {}
}
