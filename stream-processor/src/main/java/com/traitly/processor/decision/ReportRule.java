package com.traitly.processor.decision;

import com.traitly.contracts.model.NextAction;
import com.traitly.contracts.model.Recommendation;
import com.traitly.processor.customer.ReportEntry;
import com.traitly.processor.decision.Effects.ReportChange;
import com.traitly.processor.goals.GoalFold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what a goal's report holds of a customer, and records it in the enrolment. */
final class ReportRule {
  private ReportRule() {}

  /**
   * Decides what changes in the report.
   *
   * @param announced what is announced now; null for nothing
   * @return null when nothing changes
   */
  static @Nullable ReportChange decide(Subject of, @Nullable Recommendation announced) {
    ReportEntry before = of.enrolment().reportEntry();
    ReportEntry after =
        ReportEntry.of(
            of.rules(),
            of.enrolment(),
            () -> GoalFold.whole(of.rules(), of.customer().history(), of.track()),
            nextAction(announced, before),
            of.now());
    of.enrolment().reportEntry(after);
    return after.equals(before) ? null : new ReportChange(of.rules().goal().name(), before, after);
  }

  /** The most important action as last announced; null when there is none. */
  private static @Nullable String nextAction(
      @Nullable Recommendation announced, @Nullable ReportEntry before) {
    if (announced != null) {
      List<NextAction> actions = announced.actions();
      return actions.isEmpty() ? null : actions.getFirst().eventName();
    }
    ReportEntry.Listed listed = before == null ? null : before.listed();
    return listed == null ? null : listed.nextAction();
  }
}
