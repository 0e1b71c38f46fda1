/**
 * How good the predictions are: the served learner on three public logs, by the protocol of the
 * reference, beside the figures of other methods; and what a score and an update cost. Start
 * reading at {@link com.traitly.benchmarks.prediction.PredictionQuality}.
 */
@NullMarked
package com.traitly.benchmarks.prediction;

import org.jspecify.annotations.NullMarked;
