package com.traitly.prediction.lifetable;

import com.traitly.prediction.math.Logistic;

/**
 * A frozen life table: its likelihood for every age of a window. Immutable as long as its arrays
 * are not changed.
 *
 * @param logSurvival log(1 - hazard) of each step
 * @param logTail sum of {@code logSurvival} from each step to the end; one longer, with 0 at its
 *     end
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, and read once per score
public record SurvivalCurve(double[] logSurvival, double[] logTail) {

  /** Sums the tails from the last step backwards. */
  static SurvivalCurve of(double[] logSurvival) {
    double[] tail = new double[logSurvival.length + 1];
    for (int step = logSurvival.length - 1; step >= 0; step--) {
      tail[step] = tail[step + 1] + logSurvival[step];
    }
    return new SurvivalCurve(logSurvival, tail);
  }

  /**
   * Probability that a window still open at {@code age} is reached before its end: 1 - (1 -
   * h<sub>a</sub>)<sup>1 - frac</sup> &middot; &Pi;<sub>s &gt; a</sub>(1 - h<sub>s</sub>).
   *
   * @param age in steps, with its fraction; 0 or more
   */
  public double likelihood(double age) {
    int step = Math.min((int) age, logSurvival.length - 1);
    double rest = Math.max(0.0, 1.0 - (age - step));
    return 1.0 - StrictMath.exp(logTail[step + 1] + logSurvival[step] * rest);
  }

  /** The likelihood on the logistic scale, as the regression uses it. */
  public double logit(double age) {
    return Logistic.logit(likelihood(age));
  }
}
