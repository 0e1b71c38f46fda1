package com.traitly.prediction;

import com.traitly.prediction.features.FeatureSpace;

/**
 * What one component of x adds to a likelihood.
 *
 * @param feature see {@link FeatureSpace#names()}
 * @param logits its term of the margin; all terms add up to the margin
 * @param effect by how much the likelihood would differ without it
 */
public record Contribution(String feature, double logits, double effect) {}
