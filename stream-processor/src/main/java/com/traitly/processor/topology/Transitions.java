package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.GoalTransition.Kind;
import com.traitly.processor.customer.GoalStanding;
import com.traitly.processor.customer.GoalStanding.Announced;
import com.traitly.processor.customer.GoalStanding.Former;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;

/** Tells of customers who leave a goal because its version ends, not because of what they did. */
final class Transitions {
  private final Outbox outbox;

  Transitions(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Where a standing took the place of a former version's: the open window of that one is left, and
   * the same window is entered in the new version, if that has it.
   */
  void replaced(AccountKey customer, GoalRules rules, GoalStanding standing, Cause cause) {
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
  void deleted(AccountKey customer, String goalName, GoalStanding standing, Cause cause) {
    Announced announced = standing.announced();
    if (announced != null && announced.isOpen()) {
      long version = standing.track().version();
      left(customer, goalName, version, announced.openedAt(), cause);
    }
  }

  /** The window's end belonged to a version whose rules are gone. */
  private void left(
      AccountKey customer, String goalName, long version, long openedAt, Cause cause) {
    outbox.transition(
        customer,
        new GoalTransition(goalName, version, Kind.LEFT, openedAt, null, false, cause.millis()),
        cause);
  }
}
