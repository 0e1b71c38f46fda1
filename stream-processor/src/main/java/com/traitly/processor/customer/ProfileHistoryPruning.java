package com.traitly.processor.customer;

import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.goals.ProfileHistory;
import com.traitly.processor.goals.ProfileHistory.Between;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Bounds the size of a profile's history without losing what it decided. Each field keeps its first
 * and its newest value. Of the values between, those that tell the least are removed first, and
 * what a removed value decided is kept with the enrolment. Attributes that the customer no longer
 * has and no goal looks at are removed too when there are many.
 */
record ProfileHistoryPruning(ProfileHistory history, CustomerState state, List<GoalRules> goals) {
  /** Most values kept, over all fields, between the first and the newest of their field. */
  static final int MOST_BETWEEN = 256;

  /** Most custom attributes that are kept although the customer no longer has them. */
  static final int MOST_GONE = 256;

  /**
   * Removes what is over the limits.
   *
   * @param whole computes all windows of the customer in a goal
   */
  void makeRoom(Function<GoalRules, EnrolmentWindows> whole) {
    Set<String> lookedAt = new HashSet<>();
    goals.forEach(rules -> lookedAt.addAll(rules.decidingFields()));
    if (history.names().size() > MOST_GONE) {
      List<String> gone = history.gone(lookedAt);
      gone.subList(0, Math.max(0, gone.size() - MOST_GONE)).forEach(history::forget);
    }
    for (int tooMany = history.between() - MOST_BETWEEN; tooMany > 0; tooMany--) {
      Between least = history.leastTelling(lookedAt);
      for (GoalRules rules : goals) {
        if (rules.decidingFields().contains(least.field())) {
          keep(rules, whole.apply(rules), least);
        }
      }
      history.remove(least);
    }
  }

  /** Notes what the value decided: entries and refusals while it held, and windows it reached. */
  private void keep(GoalRules rules, EnrolmentWindows windows, Between value) {
    Enrolment enrolment = state.enrolment(rules);
    if (enrolment == null) {
      return;
    }
    Map<Long, Long> decided = enrolment.track().decided();
    long from = value.entry().since().at();
    for (GoalWindow window : windows.windows()) {
      boolean reached = window.reachedAt() == from;
      if (reached || isWithin(value, window.openedAt())) {
        decided.merge(window.openedAt(), reached ? from : GoalWindow.NOT_REACHED, Math::min);
      }
    }
    windows.refused().stream()
        .filter(at -> isWithin(value, at))
        .forEach(at -> decided.put(at, EnrolmentWindows.REFUSED));
  }

  private static boolean isWithin(Between value, long instant) {
    return instant >= value.entry().since().at() && instant < value.until().at();
  }
}
