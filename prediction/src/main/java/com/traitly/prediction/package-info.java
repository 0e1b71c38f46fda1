/**
 * Predicts online, in one pass, how likely a customer is to reach a goal and which action helps
 * most. It is plain arithmetic without Kafka, JSON or a clock: every instant is a parameter in
 * epoch milliseconds. Start reading at {@link com.traitly.prediction.GoalModel} to predict and at
 * {@link com.traitly.prediction.training.Trainer} to learn.
 */
@NullMarked
package com.traitly.prediction;

import org.jspecify.annotations.NullMarked;
