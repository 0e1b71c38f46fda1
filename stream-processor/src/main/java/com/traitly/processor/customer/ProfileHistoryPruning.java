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
 * Bounds what is kept of a profile's history without forgetting a verdict: of each field the first
 * and the newest value stay, of those between the least telling go first, and what one of them
 * decided stays what it was found to be. Attributes that are gone, and that no goal looks at, are
 * forgotten too when they are many.
 */
final class ProfileHistoryPruning {
  /** So many values are kept between the first and the newest of their fields. */
  static final int MOST_BETWEEN = 256;

  /** So many custom attributes are remembered that the customer does not have any more. */
  static final int MOST_GONE = 256;

  private final ProfileHistory history;
  private final CustomerState state;
  private final List<GoalRules> goals;

  ProfileHistoryPruning(ProfileHistory history, CustomerState state, List<GoalRules> goals) {
    this.history = history;
    this.state = state;
    this.goals = goals;
  }

  /**
   * Forgets what is too much.
   *
   * @param whole all windows of a customer in a goal
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

  /** Notes what the value decided: who entered or was refused while it held, and who reached. */
  private void keep(GoalRules rules, EnrolmentWindows windows, Between value) {
    Enrolment standing = state.goals().get(rules.goal().name());
    if (standing == null || standing.track().version() != windows.version()) {
      return;
    }
    Map<Long, Long> decided = standing.track().decided();
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
