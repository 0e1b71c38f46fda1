package com.traitly.prediction.evaluation;

import com.traitly.prediction.math.Logistic;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the regression with the life table on past predictions and decides which of the two
 * serves. Constant memory. Single-threaded.
 */
public final class ModelEvaluation {

  /** The share of a lead that is kept with each further window. */
  public static final double DISCOUNT_PER_WINDOW = 0.999;

  /**
   * How far, in nats, the regression must be ahead before it serves: odds of 20 to 1 that it is
   * better. Either may be ahead by less through chance.
   */
  public static final double LEAST_LEAD = 3.0;

  private static final int ROC_BINS = 200;
  private static final int CALIBRATION_BINS = 20;
  public static final int AGES = 12;
  private static final int PERIODS = 60;
  private static final long WINDOWS_BEFORE_SERVING = 30L;

  // Indexes into the two arrays of the state; they are stored, so they must not change.
  private static final int WINDOWS = 0;
  private static final int REACHED = 1;
  private static final int PREDICTIONS = 2;
  private static final int RACED = 3;
  private static final int COUNTS = 4;
  private static final int MODEL_LOSS = 0;
  private static final int LIFE_TABLE_LOSS = 1;
  private static final int SERVED_LOSS = 2;
  private static final int SQUARED_ERROR = 3;
  private static final int WINDOW_MODEL_LOSS = 4;
  private static final int WINDOW_LIFE_TABLE_LOSS = 5;
  private static final int RACE_MODEL = 6;
  private static final int RACE_LIFE_TABLE = 7;
  private static final int SUMS = 8;

  private final long[] counts;
  private final double[] sums;
  private final long[] hits;
  private final long[] misses;
  private final long[] binned;
  private final long[] binnedReached;
  private final double[] binnedLikelihood;
  private final GroupedMetrics byAge;
  private final GroupedMetrics overTime;

  private ModelEvaluation(State state) {
    counts = state.counts().clone();
    sums = state.sums().clone();
    hits = state.hits().clone();
    misses = state.misses().clone();
    binned = state.binned().clone();
    binnedReached = state.binnedReached().clone();
    binnedLikelihood = state.binnedLikelihood().clone();
    byAge = GroupedMetrics.restore(AGES, state.byAge());
    overTime = GroupedMetrics.restore(PERIODS, state.overTime());
  }

  public static ModelEvaluation empty() {
    return new ModelEvaluation(
        new State(
            new long[COUNTS],
            new double[SUMS],
            new long[ROC_BINS],
            new long[ROC_BINS],
            new long[CALIBRATION_BINS],
            new long[CALIBRATION_BINS],
            new double[CALIBRATION_BINS],
            GroupedMetrics.State.empty(),
            GroupedMetrics.State.empty()));
  }

  public static ModelEvaluation restore(State state) {
    return new ModelEvaluation(state);
  }

  public State state() {
    return new ModelEvaluation(viewed()).viewed();
  }

  /**
   * Judges one prediction of the window that is {@link #close closed} next.
   *
   * @param model the regression's likelihood
   * @param lifeTable the life table's likelihood
   * @param modelServed whether the regression's likelihood was the one served
   * @param age start of the window's age group, milliseconds since it opened
   * @param period start of the period in which the window was over, epoch milliseconds
   */
  public void judge(
      double model, double lifeTable, boolean modelServed, long age, long period, boolean reached) {
    double modelLoss = Logistic.loss(model, reached);
    double lifeTableLoss = Logistic.loss(lifeTable, reached);
    byAge.judge(age, model, lifeTable, reached);
    overTime.judge(period, model, lifeTable, reached);
    sums[MODEL_LOSS] += modelLoss;
    sums[LIFE_TABLE_LOSS] += lifeTableLoss;
    sums[SERVED_LOSS] += modelServed ? modelLoss : lifeTableLoss;
    sums[WINDOW_MODEL_LOSS] += modelLoss;
    sums[WINDOW_LIFE_TABLE_LOSS] += lifeTableLoss;
    double error = (reached ? 1.0 : 0.0) - model;
    sums[SQUARED_ERROR] += error * error;
    counts[PREDICTIONS]++;
    (reached ? hits : misses)[bin(model, ROC_BINS)]++;
    int bin = bin(model, CALIBRATION_BINS);
    binned[bin]++;
    binnedReached[bin] += reached ? 1 : 0;
    binnedLikelihood[bin] += model;
  }

  /** Ends a window: adds its losses to the discounted race that decides the gate. */
  public void close(boolean reached) {
    counts[WINDOWS]++;
    if (reached) {
      counts[REACHED]++;
    }
    if (sums[WINDOW_MODEL_LOSS] > 0.0 || sums[WINDOW_LIFE_TABLE_LOSS] > 0.0) {
      counts[RACED]++;
      race(RACE_MODEL, WINDOW_MODEL_LOSS);
      race(RACE_LIFE_TABLE, WINDOW_LIFE_TABLE_LOSS);
    }
  }

  /** Whether the regression may serve. */
  public boolean gateOpen() {
    return isAhead(counts[RACED], sums[RACE_LIFE_TABLE] - sums[RACE_MODEL]);
  }

  /**
   * Whether a regression is better over enough windows, and by more than chance.
   *
   * @param windows number of windows that were judged
   * @param lead how far its log-loss is below the life table's, in nats, discounted by window
   */
  public static boolean isAhead(long windows, double lead) {
    return windows >= WINDOWS_BEFORE_SERVING && lead > LEAST_LEAD;
  }

  public ModelMetrics metrics() {
    double n = Math.max(1L, counts[PREDICTIONS]);
    double said = 0.0;
    double distance = 0.0;
    long cameTrue = 0L;
    List<ModelMetrics.CalibrationBin> bins = new ArrayList<>(CALIBRATION_BINS);
    for (int bin = 0; bin < CALIBRATION_BINS; bin++) {
      double size = Math.max(1L, binned[bin]);
      said += binnedLikelihood[bin];
      cameTrue += binnedReached[bin];
      distance += Math.abs(binnedLikelihood[bin] - binnedReached[bin]);
      bins.add(
          new ModelMetrics.CalibrationBin(
              binned[bin], binnedLikelihood[bin] / size, binnedReached[bin] / size));
    }
    return new ModelMetrics(
        counts[WINDOWS],
        counts[REACHED],
        counts[PREDICTIONS],
        sums[MODEL_LOSS] / n,
        sums[LIFE_TABLE_LOSS] / n,
        sums[SERVED_LOSS] / n,
        sums[SQUARED_ERROR] / n,
        auc(),
        distance / n,
        cameTrue == 0L ? 1.0 : said / cameTrue,
        bins,
        byAge.slices(),
        overTime.slices());
  }

  /** Share of pairs in which the reached one ranks higher; pairs within a bin count half. */
  private double auc() {
    double below = 0.0;
    double won = 0.0;
    double reached = 0.0;
    for (int bin = 0; bin < ROC_BINS; bin++) {
      won += hits[bin] * (below + misses[bin] / 2.0);
      below += misses[bin];
      reached += hits[bin];
    }
    return below > 0.0 && reached > 0.0 ? won / (below * reached) : 0.5;
  }

  private void race(int race, int window) {
    sums[race] = sums[race] * DISCOUNT_PER_WINDOW + sums[window];
    sums[window] = 0.0;
  }

  private static int bin(double probability, int bins) {
    return Math.clamp((int) (probability * bins), 0, bins - 1);
  }

  private State viewed() {
    return new State(
        counts,
        sums,
        hits,
        misses,
        binned,
        binnedReached,
        binnedLikelihood,
        byAge.state(),
        overTime.state());
  }

  /**
   * The state of an evaluation, for storage; opaque but for its shape.
   *
   * @param counts windows, reached, predictions, windows with predictions
   * @param sums losses of the model, the life table and what was served, and squared error; losses
   *     of the current window; losses of the race
   * @param hits reached predictions per ROC bin
   * @param misses the others
   * @param binned predictions per calibration bin
   * @param binnedReached reached ones per calibration bin
   * @param binnedLikelihood sum of their likelihoods
   * @param byAge figures by age
   * @param overTime figures over time
   */
  @SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
  public record State(
      long[] counts,
      double[] sums,
      long[] hits,
      long[] misses,
      long[] binned,
      long[] binnedReached,
      double[] binnedLikelihood,
      GroupedMetrics.State byAge,
      GroupedMetrics.State overTime) {}
}
