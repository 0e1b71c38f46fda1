package com.traitly.processor.decision;

import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalRules;

/** An enrolment to decide on, and what triggered the decision. */
record Subject(LoadedCustomer customer, GoalRules rules, Enrolment enrolment, UpdateTrigger cause) {
  /** The instant of the decision, UNIX milliseconds. */
  long now() {
    return cause.millis();
  }

  EnrolmentWindows track() {
    return enrolment.track();
  }

  /** When the last fact of the customer's past was received, UNIX milliseconds; 0 for never. */
  long loadedAt() {
    return customer.state().loadedAt();
  }
}
