/**
 * The rules of goal windows: which customers enter, what counts, and when a window is reached. They
 * are pure functions of the set of facts; time is a parameter, and neither Kafka nor the model is
 * known. Start reading at {@link com.traitly.processor.goals.GoalFold}.
 */
@NullMarked
package com.traitly.processor.goals;

import org.jspecify.annotations.NullMarked;
