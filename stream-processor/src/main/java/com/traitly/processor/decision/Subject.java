package com.traitly.processor.decision;

import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalRules;

/** An enrolment that is decided on, and why. */
record Subject(LoadedCustomer customer, GoalRules rules, Enrolment enrolment, UpdateTrigger cause) {
  /** UNIX milliseconds. */
  long now() {
    return cause.millis();
  }

  EnrolmentWindows track() {
    return enrolment.track();
  }
}
