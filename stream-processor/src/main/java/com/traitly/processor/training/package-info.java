/**
 * Trains the goals of a partition: the messages that trainers receive, what they keep in stores,
 * and the models they publish. The arithmetic is in the module prediction. Start reading at {@link
 * com.traitly.processor.training.GoalTrainer}.
 */
@NullMarked
package com.traitly.processor.training;

import org.jspecify.annotations.NullMarked;
