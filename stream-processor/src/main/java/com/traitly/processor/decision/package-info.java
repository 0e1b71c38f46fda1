/**
 * Given a customer, the goal rules, the model and the time, decides what follows: announcements,
 * transitions (entered, reached, left, expired), training messages, changes of reports, and when to
 * look at the customer again. It writes to no store or topic, but notes in the customer's state
 * what it decided, so that nothing follows twice. Start reading at {@link
 * com.traitly.processor.decision.CustomerUpdate}.
 */
@NullMarked
package com.traitly.processor.decision;

import org.jspecify.annotations.NullMarked;
