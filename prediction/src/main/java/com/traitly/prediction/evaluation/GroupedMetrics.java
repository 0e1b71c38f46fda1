package com.traitly.prediction.evaluation;

import com.traitly.prediction.math.Logistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures of predictions, grouped by a number: the age of their window, or when it was over. Keeps
 * the groups with the highest numbers when there are too many. Single-threaded.
 */
public final class GroupedMetrics {

  private static final int PREDICTIONS = 0;
  private static final int REACHED = 1;
  private static final int LIKELIHOOD = 2;
  private static final int LOSS = 3;
  private static final int LIFE_TABLE_LOSS = 4;
  private static final int SUMS = 5;

  private final int most;
  private final TreeMap<Long, double[]> sumsOf = new TreeMap<>();

  private GroupedMetrics(int most) {
    this.most = most;
  }

  /** Restores what {@link #state()} gave; keeps at most {@code most} keys from then on. */
  static GroupedMetrics restore(int most, State state) {
    GroupedMetrics breakdown = new GroupedMetrics(most);
    for (int i = 0; i < state.keys().length; i++) {
      double[] sums = new double[SUMS];
      System.arraycopy(state.sums(), i * SUMS, sums, 0, SUMS);
      breakdown.sumsOf.put(state.keys()[i], sums);
    }
    return breakdown;
  }

  State state() {
    long[] keys = new long[sumsOf.size()];
    double[] all = new double[keys.length * SUMS];
    int at = 0;
    for (Map.Entry<Long, double[]> each : sumsOf.entrySet()) {
      keys[at] = each.getKey();
      System.arraycopy(each.getValue(), 0, all, SUMS * at++, SUMS);
    }
    return new State(keys, all);
  }

  void judge(long key, double model, double lifeTable, boolean reached) {
    double[] sums = sumsOf.computeIfAbsent(key, each -> new double[SUMS]);
    sums[PREDICTIONS] += 1.0;
    sums[REACHED] += reached ? 1.0 : 0.0;
    sums[LIKELIHOOD] += model;
    sums[LOSS] += Logistic.loss(model, reached);
    sums[LIFE_TABLE_LOSS] += Logistic.loss(lifeTable, reached);
    if (sumsOf.size() > most) {
      sumsOf.pollFirstEntry();
    }
  }

  List<ModelMetrics.Slice> slices() {
    List<ModelMetrics.Slice> slices = new ArrayList<>(sumsOf.size());
    sumsOf.forEach((key, sums) -> {
      double n = sums[PREDICTIONS];
      slices.add(
          new ModelMetrics.Slice(
              key,
              (long) n,
              sums[LIKELIHOOD] / n,
              sums[REACHED] / n,
              sums[LOSS] / n,
              sums[LIFE_TABLE_LOSS] / n));
    });
    return slices;
  }

  /**
   * The state of grouped metrics, for storage.
   *
   * @param keys ascending
   * @param sums five for each key
   */
  @SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
  public record State(long[] keys, double[] sums) {
    static State empty() {
      return new State(new long[0], new double[0]);
    }
  }
}
