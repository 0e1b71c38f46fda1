/**
 * Given a customer, the goal rules, the model and the time, decides what follows: announcements,
 * transitions, training examples and when to look again. It only decides; others write the result.
 * Start reading at {@link com.traitly.processor.decision.CustomerUpdate}.
 */
@NullMarked
package com.traitly.processor.decision;

import org.jspecify.annotations.NullMarked;
