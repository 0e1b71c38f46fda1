package com.traitly.processor.decision;

import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.GoalTransition.Kind;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.customer.Enrolment.Former;
import com.traitly.processor.goals.GoalWindow;
import java.util.List;

/** Transitions that follow from the end of a goal's version, not from facts. Stateless. */
final class VersionChanges {
  private VersionChanges() {}

  /**
   * Transitions when an enrolment replaces one in a former version, once: the customer leaves the
   * open window of the former version, and enters the same window in the new one if that has it.
   */
  static List<GoalTransition> replaced(Subject of) {
    Former former = of.enrolment().takeFormer();
    if (former == null) {
      return List.of();
    }
    long openedAt = former.openedAt();
    GoalTransition left = left(of.rules().goal().name(), former.version(), openedAt, of.now());
    GoalWindow window = of.track().window();
    return window != null && window.openedAt() == openedAt
        ? List.of(left, of.transition(Kind.ENTERED, window))
        : List.of(left);
  }

  /** Transitions when the goal is deleted: the customer leaves the open window if announced. */
  static List<GoalTransition> deleted(String goalName, Enrolment enrolment, long now) {
    Announced announced = enrolment.announced();
    return announced != null && announced.isOpen()
        ? List.of(left(goalName, enrolment.track().version(), announced.openedAt(), now))
        : List.of();
  }

  /** A leaving without the window's end, which belonged to a version whose rules are gone. */
  private static GoalTransition left(String goalName, long version, long openedAt, long now) {
    return new GoalTransition(goalName, version, Kind.LEFT, openedAt, null, false, now);
  }
}
