package com.traitly.prediction.features;

import com.traitly.prediction.lifetable.SurvivalCurve;
import com.traitly.prediction.math.Logistic;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Turns a snapshot into the numbers that the regression sees. All scales are fixed and every
 * feature is clipped to ±3, so a model never depends on the data it saw first. Stateless.
 */
public final class Features {

  private static final double LIMIT = 3.0;
  private static final double LEAST_RATE = 1e-4;
  private static final double[] LOG1P = tabulate();

  private Features() {}

  /** The full input: 1, the life table's logit at the snapshot's age, the features. */
  public static double[] input(
      TimeGrid shape, FeatureSpace space, SurvivalCurve curve, WindowSnapshot snapshot) {
    double[] x = new double[space.dimension()];
    x[0] = 1.0;
    double age = shape.ageAt(snapshot.openedAt(), snapshot.asOf());
    x[1] = curve.logit(age);
    write(shape, space, snapshot, x);
    cross(space, x, age / shape.steps());
    return x;
  }

  /**
   * Fills the end of x with products of the components before it. The fourth power of a recency
   * fades four times as fast: it tells hours apart where the recency tells days.
   *
   * @param elapsed share of the window that has passed, 0 to 1
   */
  public static void cross(FeatureSpace space, double[] x, double elapsed) {
    int globals = space.summariesAt();
    int at = space.crossesAt();
    for (int i = 0; i < FeatureSpace.GLOBALS; i++) {
      x[at + i] = x[globals + i] * x[1] / 2.0;
      x[at + FeatureSpace.GLOBALS + i] = x[globals + i] * x[globals + i];
    }
    at += 2 * FeatureSpace.GLOBALS;
    for (FeatureSpace.Pair pair : FeatureSpace.PAIRS) {
      x[at++] = x[globals + pair.a()] * x[globals + pair.b()];
    }
    int slots = space.slots();
    int recency = globals - slots;
    double late = 2.0 * elapsed - 1.0;
    for (int slot = 0; slot < slots; slot++) {
      double recent = x[recency + slot];
      boolean inWindow = x[FeatureSpace.LEADING + slot] > 0.0;
      x[at + slot] = recent * late;
      x[at + slots + slot] = inWindow ? recent * recent * recent * recent : 0.0;
    }
  }

  /** The features alone, with the precision in which examples are kept. */
  static float[] row(TimeGrid shape, FeatureSpace space, WindowSnapshot snapshot) {
    double[] x = new double[space.dimension()];
    write(shape, space, snapshot, x);
    float[] row = new float[space.features()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) x[i + FeatureSpace.LEADING];
    }
    return row;
  }

  private static void write(
      TimeGrid shape, FeatureSpace space, WindowSnapshot snapshot, double[] x) {
    int at = writeSignals(shape, snapshot, x);
    at = writeGlobals(shape, snapshot, x, at);
    x[at] = StrictMath.log1p(Math.max(0.0, snapshot.entry().monthlyPayment())) / 10.0;
    String plan = snapshot.entry().plan();
    if (plan != null) {
      x[at + 1 + planSlot(plan)] = 1.0;
    }
    for (int i = FeatureSpace.LEADING; i < FeatureSpace.LEADING + space.features(); i++) {
      x[i] = Math.clamp(x[i], -LIMIT, LIMIT);
    }
  }

  private static int writeSignals(TimeGrid shape, WindowSnapshot snapshot, double[] x) {
    SignalCounts counts = snapshot.counts();
    int slots = counts.inWindow().length;
    double memory = 3.0 * shape.stepMillis();
    for (int slot = 0; slot < slots; slot++) {
      int at = FeatureSpace.LEADING + slot;
      x[at] = logCount(counts.inWindow()[slot]) / 2.0;
      x[at + slots] = logCount(counts.before()[slot]) / 3.0;
      long last = counts.lastAt()[slot];
      if (last != SignalCounts.NEVER) {
        x[at + 2 * slots] = StrictMath.exp(-Math.max(0L, snapshot.asOf() - last) / memory);
      }
    }
    return FeatureSpace.LEADING + FeatureSpace.PER_SIGNAL * slots;
  }

  private static int writeGlobals(TimeGrid shape, WindowSnapshot snapshot, double[] x, int from) {
    SignalCounts counts = snapshot.counts();
    BaselineCovariates entry = snapshot.entry();
    long openedAt = snapshot.openedAt();
    long last = counts.lastEventAt();
    double silence = days(snapshot.asOf() - (last == SignalCounts.NEVER ? openedAt : last));
    double tenure = days(openedAt - entry.firstEventAt());
    double elapsed = days(snapshot.asOf() - openedAt);
    double left = days(shape.endOf(openedAt) - snapshot.asOf());
    double rate = (entry.targetBefore() + 0.5) / (tenure + elapsed + shape.windowDays());
    double expected = Math.clamp(1.0 - StrictMath.exp(-rate * left), LEAST_RATE, 1.0 - LEAST_RATE);
    int at = from;
    x[at++] = logCount(counts.eventsInWindow()) / 3.0;
    x[at++] = counts.distinctInWindow() / 8.0;
    x[at++] = StrictMath.log1p(silence) / 3.0;
    x[at++] = logCount(entry.previousWindows()) / 3.0;
    x[at++] = (entry.reachedWindows() + 0.5) / (entry.previousWindows() + 1.0);
    x[at++] = StrictMath.log1p(tenure) / 6.0;
    x[at++] = Logistic.logit(expected) / 4.0;
    x[at++] = StrictMath.log1p(silence * rate);
    return at;
  }

  private static double days(long millis) {
    return (double) Math.max(0L, millis) / TimeGrid.DAY;
  }

  private static double logCount(long count) {
    return count < LOG1P.length ? LOG1P[(int) count] : StrictMath.log1p((double) count);
  }

  private static int planSlot(String plan) {
    CRC32 crc = new CRC32();
    crc.update(plan.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % FeatureSpace.PLAN_SLOTS);
  }

  private static double[] tabulate() {
    double[] table = new double[256]; // most counts are small; the logarithm is the costly part
    for (int count = 0; count < table.length; count++) {
      table[count] = StrictMath.log1p(count);
    }
    return table;
  }
}
