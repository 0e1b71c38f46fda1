package com.traitly.processor.goals;

import org.jspecify.annotations.Nullable;

/**
 * What was true of a customer when the window opened. It must stay as it was then: the plan or the
 * payment of a later day would give away whether a goal that targets them was reached.
 *
 * @param firstEventAt instant of the customer's first event ever; the opening when there is none
 * @param previousWindows earlier windows of the customer in the same goal
 * @param reachedWindows those of them that were reached
 * @param targetBefore target events before the window; 0 when the target is no event
 * @param monthlyPayment in the account's currency, 0 or more
 * @param plan name of the plan, if any
 */
public record EntryFacts(
    long firstEventAt,
    int previousWindows,
    int reachedWindows,
    long targetBefore,
    double monthlyPayment,
    @Nullable String plan) {

  /** The same of a customer whose first event turns out to have been earlier. */
  EntryFacts since(long firstEvent) {
    return new EntryFacts(
        firstEvent, previousWindows, reachedWindows, targetBefore, monthlyPayment, plan);
  }

  EntryFacts withTarget() {
    return new EntryFacts(
        firstEventAt, previousWindows, reachedWindows, targetBefore + 1, monthlyPayment, plan);
  }
}
