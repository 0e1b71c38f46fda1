package com.traitly.prediction.features;

/**
 * A training example but for the life table's logit, which the trainer adds from the epoch of that
 * instant.
 *
 * @param asOf the decision point, epoch milliseconds
 * @param tick whether it is a step tick of the window, and so counts for the metrics
 * @param features as in {@link FeatureSpace#names()} from the third name on
 */
@SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
public record TrainingExample(long asOf, boolean tick, float[] features) {
  /**
   * Makes sure that there are so many features, all of them finite.
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
