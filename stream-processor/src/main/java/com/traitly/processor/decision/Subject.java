package com.traitly.processor.decision;

import com.traitly.contracts.model.GoalTransition;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalStatus;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.registry.PublishedModel;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment to decide on, and what triggered the decision.
 *
 * @param model the goal's newest model; null until there is one
 */
record Subject(
    LoadedCustomer customer,
    GoalRules rules,
    Enrolment enrolment,
    @Nullable PublishedModel model,
    UpdateTrigger cause) {
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

  GoalStatus status(GoalWindow window) {
    return GoalStatus.of(rules, window, now());
  }

  /** A move through a window of the goal. */
  GoalTransition transition(GoalTransition.Kind kind, GoalWindow window) {
    return new GoalTransition(
        customer.key().account(),
        customer.key().id(),
        rules.goal().name(),
        rules.goal().version(),
        kind,
        window.openedAt(),
        rules.end(window.openedAt()),
        window.inferred(),
        now());
  }
}
