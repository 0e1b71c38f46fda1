/**
 * The rules of goal windows: who enters, what counts, when a window is reached.
 *
 * <p>Pure functions of the set of facts; time is a parameter, Kafka is unknown. Start reading at
 * {@link com.traitly.processor.goals.GoalFold}.
 */
@NullMarked
package com.traitly.processor.goals;

import org.jspecify.annotations.NullMarked;
