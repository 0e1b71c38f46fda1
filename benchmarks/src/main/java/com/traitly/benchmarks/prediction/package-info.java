/**
 * Measures the quality of the predictions: the served learner on three public logs, by the protocol
 * of the reference, beside the figures of other methods. Also measures what a score and an update
 * cost. Start reading at {@link com.traitly.benchmarks.prediction.PredictionQuality}.
 */
@NullMarked
package com.traitly.benchmarks.prediction;

import org.jspecify.annotations.NullMarked;
