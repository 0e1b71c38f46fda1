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

/** Customers who leave a goal because its version ends, not because of what they did. Pure. */
final class VersionChanges {
  private VersionChanges() {}

  /**
   * Where an enrolment took the place of a former version's: the open window of that one is left,
   * and the same window is entered in the new version, if that has it.
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

  /** Where the goal is deleted: its open window is left, if it was announced. */
  static List<GoalTransition> deleted(String goalName, Enrolment enrolment, long now) {
    Announced announced = enrolment.announced();
    return announced != null && announced.isOpen()
        ? List.of(left(goalName, enrolment.track().version(), announced.openedAt(), now))
        : List.of();
  }

  /** The window's end belonged to a version whose rules are gone. */
  private static GoalTransition left(String goalName, long version, long openedAt, long now) {
    return new GoalTransition(goalName, version, Kind.LEFT, openedAt, null, false, now);
  }
}
