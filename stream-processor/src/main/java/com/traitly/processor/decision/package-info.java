/**
 * Given a customer, the goal rules, the model and the time, decides what follows: announcements,
 * transitions, training examples and when to look again. It is pure; others write what it decides.
 * Start reading at {@link com.traitly.processor.decision.CustomerUpdate}.
 */
@NullMarked
package com.traitly.processor.decision;

import org.jspecify.annotations.NullMarked;
