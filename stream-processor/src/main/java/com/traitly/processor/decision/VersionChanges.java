package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.GoalTransition.Kind;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.customer.Enrolment.Former;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.task.OutputRecords;
import com.traitly.processor.task.UpdateTrigger;

/** Tells of customers who leave a goal because its version ends, not because of what they did. */
final class VersionChanges {
  private final OutputRecords outbox;

  VersionChanges(OutputRecords outbox) {
    this.outbox = outbox;
  }

  /**
   * Where a standing took the place of a former version's: the open window of that one is left, and
   * the same window is entered in the new version, if that has it.
   */
  void replaced(AccountKey customer, GoalRules rules, Enrolment standing, UpdateTrigger cause) {
    Former former = standing.takeFormer();
    if (former == null) {
      return;
    }
    String goalName = rules.goal().name();
    long openedAt = former.openedAt();
    left(customer, goalName, former.version(), openedAt, cause);
    GoalWindow window = standing.track().window();
    if (window != null && window.openedAt() == openedAt) {
      outbox.transition(
          customer,
          new GoalTransition(
              goalName,
              rules.goal().version(),
              Kind.ENTERED,
              openedAt,
              rules.end(openedAt),
              window.inferred(),
              cause.millis()),
          cause);
    }
  }

  /** Where the goal is deleted. */
  void deleted(AccountKey customer, String goalName, Enrolment standing, UpdateTrigger cause) {
    Announced announced = standing.announced();
    if (announced != null && announced.isOpen()) {
      long version = standing.track().version();
      left(customer, goalName, version, announced.openedAt(), cause);
    }
  }

  /** The window's end belonged to a version whose rules are gone. */
  private void left(
      AccountKey customer, String goalName, long version, long openedAt, UpdateTrigger cause) {
    outbox.transition(
        customer,
        new GoalTransition(goalName, version, Kind.LEFT, openedAt, null, false, cause.millis()),
        cause);
  }
}
