/**
 * Predicts, online and in one pass, how likely a customer is to reach a goal and which action helps
 * most. Plain arithmetic: knows no Kafka, no JSON and no clock, every instant is a parameter in
 * epoch milliseconds. Start reading at {@link com.traitly.processor.prediction.Trainer} for
 * learning and at {@link com.traitly.processor.prediction.GoalModel} for serving.
 */
@NullMarked
package com.traitly.processor.prediction;

import org.jspecify.annotations.NullMarked;
