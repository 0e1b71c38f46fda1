package com.traitly.processor.prediction;

/**
 * A training example but for the life table's logit, which the trainer adds from the epoch of that
 * instant.
 *
 * @param asOf the decision point, epoch seconds
 * @param tick whether it is a step tick of the window, and so counts for the metrics
 * @param features as in {@link FeatureSpace#names()} from the third name on
 */
@SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
public record ExampleRow(long asOf, boolean tick, float[] features) {}
