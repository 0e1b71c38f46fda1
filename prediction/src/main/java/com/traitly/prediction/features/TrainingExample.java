package com.traitly.prediction.features;

/**
 * A training example without the life table's logit, which the trainer adds from the epoch of that
 * instant.
 *
 * @param asOf the decision point, epoch milliseconds
 * @param tick whether it is a step tick of the window; only ticks count for the metrics
 * @param features as in {@link FeatureSpace#names()} from the third name on
 */
@SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
public record TrainingExample(long asOf, boolean tick, float[] features) {
  /**
   * Checks that there are {@code count} features, all of them finite.
   *
   * @throws IllegalArgumentException otherwise
   */
  public void requireFit(int count) {
    boolean finite = true;
    for (float feature : features) {
      finite &= Float.isFinite(feature);
    }
    if (!finite || features.length != count) {
      throw new IllegalArgumentException(
          "row of " + features.length + " features for a model of " + count);
    }
  }
}
