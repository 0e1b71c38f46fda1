package com.traitly.processor.decision;

import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.GoalTransition.Kind;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.customer.Enrolment.Former;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import java.util.ArrayList;
import java.util.List;

/** Transitions that follow from the end of a goal's version, not from facts. Stateless. */
final class VersionChanges {
  private VersionChanges() {}

  /**
   * Transitions when an enrolment replaces one in a former version, once: the customer leaves the
   * open window of the former version, and enters the same window in the new one if that has it.
   */
  static List<GoalTransition> replaced(GoalRules rules, Enrolment enrolment, long now) {
    Former former = enrolment.takeFormer();
    if (former == null) {
      return List.of();
    }
    String goalName = rules.goal().name();
    long openedAt = former.openedAt();
    List<GoalTransition> transitions = new ArrayList<>();
    transitions.add(left(goalName, former.version(), openedAt, now));
    GoalWindow window = enrolment.track().window();
    if (window != null && window.openedAt() == openedAt) {
      transitions.add(
          new GoalTransition(
              goalName,
              rules.goal().version(),
              Kind.ENTERED,
              openedAt,
              rules.end(openedAt),
              window.inferred(),
              now));
    }
    return transitions;
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
