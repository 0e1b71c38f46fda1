package com.traitly.prediction.lifetable;

import org.jspecify.annotations.Nullable;

/**
 * How often windows are reached, by their age: a Kaplan-Meier estimate (Kaplan and Meier 1958) per
 * step of the window, with a prior and exponential forgetting. It gives the base rate from the
 * first day on. Single-threaded; {@link #curve()} is the immutable view.
 */
public final class LifeTable {

  /** Win rate assumed for a whole window when the account has no other goal to learn it from. */
  public static final double PRIOR_WIN_RATE = 0.15;

  private static final double PRIOR_STRENGTH = 2.0;
  private static final double DECAY_PER_DAY = StrictMath.log(2.0) / 180.0;
  private static final double HIGHEST_HAZARD = 1.0 - 1e-9;
  private static final long NOT_STARTED = Long.MIN_VALUE;

  private final double priorHazard;
  private final double[] exposed;
  private final double[] reached;
  private long day;
  private @Nullable SurvivalCurve curve;

  private LifeTable(double priorHazard, double[] exposed, double[] reached, long day) {
    this.priorHazard = priorHazard;
    this.exposed = exposed;
    this.reached = reached;
    this.day = day;
  }

  /**
   * A table that has counted nothing.
   *
   * @param steps steps of the window, at least 1
   * @param priorWinRate share of windows expected to be reached, within (0, 1)
   */
  public static LifeTable withPrior(int steps, double priorWinRate) {
    if (steps < 1 || !(priorWinRate > 0.0 && priorWinRate < 1.0)) {
      throw new IllegalArgumentException("steps " + steps + ", prior win rate " + priorWinRate);
    }
    double hazard = 1.0 - StrictMath.exp(StrictMath.log1p(-priorWinRate) / steps);
    double[] exposed = new double[steps];
    double[] reached = new double[steps];
    for (int step = 0; step < steps; step++) {
      exposed[step] = PRIOR_STRENGTH;
      reached[step] = PRIOR_STRENGTH * hazard;
    }
    return new LifeTable(hazard, exposed, reached, NOT_STARTED);
  }

  /** Restores a {@link #state()} to the bit. */
  public static LifeTable restore(State state) {
    return new LifeTable(
        state.priorHazard(), state.exposed().clone(), state.reached().clone(), state.day());
  }

  /** A copy of everything that the table knows. */
  public State state() {
    return new State(priorHazard, exposed.clone(), reached.clone(), day);
  }

  /**
   * Discounts the counts for the days since the last call (half-life 180 days); never goes back.
   */
  public void advanceTo(long toDay) {
    if (day == NOT_STARTED) {
      day = toDay;
    }
    if (toDay <= day) {
      return;
    }
    double kept = keptAfter(toDay - day);
    double priorReached = PRIOR_STRENGTH * priorHazard;
    for (int step = 0; step < exposed.length; step++) {
      exposed[step] = PRIOR_STRENGTH + (exposed[step] - PRIOR_STRENGTH) * kept;
      reached[step] = priorReached + (reached[step] - priorReached) * kept;
    }
    day = toDay;
    curve = null;
  }

  /** Counts one window that was open through the whole step. */
  public void survived(int step) {
    survived(step, 1.0);
  }

  /** Counts windows that were open through the whole step. */
  public void survived(int step, double windows) {
    exposed[step] += windows;
    curve = null;
  }

  /** Counts one window that was reached within the step. */
  public void reached(int step) {
    exposed[step] += 1.0;
    reached[step] += 1.0;
    curve = null;
  }

  /** Takes back a survival that was counted on an earlier day, with the weight it has now. */
  public void retractSurvival(int step, long countedOnDay) {
    double weight = keptAfter(Math.max(0L, day - countedOnDay));
    exposed[step] = Math.max(PRIOR_STRENGTH, exposed[step] - weight);
    curve = null;
  }

  /** Takes back a window that was counted as reached on an earlier day, with its weight now. */
  public void retractReached(int step, long countedOnDay) {
    double weight = keptAfter(Math.max(0L, day - countedOnDay));
    exposed[step] = Math.max(PRIOR_STRENGTH, exposed[step] - weight);
    reached[step] = Math.max(PRIOR_STRENGTH * priorHazard, reached[step] - weight);
    curve = null;
  }

  /** Whether the table knows more than its prior. */
  public boolean hasLearnt() {
    for (double windows : exposed) {
      if (windows != PRIOR_STRENGTH) {
        return true;
      }
    }
    return false;
  }

  /** See {@link SurvivalCurve#likelihood(double)}. */
  public double likelihood(double age) {
    return curve().likelihood(age);
  }

  /** The table as it is now; immutable. */
  public SurvivalCurve curve() {
    SurvivalCurve current = curve;
    if (current == null) {
      double[] logSurvival = new double[exposed.length];
      for (int step = 0; step < logSurvival.length; step++) {
        double hazard = Math.min(reached[step] / exposed[step], HIGHEST_HAZARD);
        logSurvival[step] = StrictMath.log1p(-hazard);
      }
      current = SurvivalCurve.of(logSurvival);
      curve = current;
    }
    return current;
  }

  private static double keptAfter(long days) {
    return StrictMath.exp(-DECAY_PER_DAY * days);
  }

  /**
   * The state of a life table, for storage.
   *
   * @param priorHazard hazard per step of the prior
   * @param exposed windows that entered each step, prior included, discounted to {@code day}
   * @param reached those of them that were reached in the step
   * @param day day of the last discount, in days since 1970; {@code Long.MIN_VALUE} before the
   *     first
   */
  @SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
  public record State(double priorHazard, double[] exposed, double[] reached, long day) {}
}
