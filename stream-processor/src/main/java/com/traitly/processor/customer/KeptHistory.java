package com.traitly.processor.customer;

import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalTrack;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.goals.ProfileHistory;
import com.traitly.processor.goals.ProfileHistory.Between;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Bounds what is kept of a profile's history without forgetting a verdict: of each field the first
 * and the newest value stay, of those between the least telling go first, and a window that one of
 * them decided stays what it was found to be.
 */
final class KeptHistory {
  /** So many values are kept between the first and the newest of their fields. */
  static final int MOST_BETWEEN = 256;

  private final ProfileHistory history;
  private final CustomerState state;
  private final List<GoalRules> goals;

  KeptHistory(ProfileHistory history, CustomerState state, List<GoalRules> goals) {
    this.history = history;
    this.state = state;
    this.goals = goals;
  }

  /**
   * Forgets what is too much.
   *
   * @param whole all windows of a customer in a goal
   */
  void makeRoom(Function<GoalRules, GoalTrack> whole) {
    int tooMany = history.between() - MOST_BETWEEN;
    if (tooMany <= 0) {
      return;
    }
    Set<String> lookedAt = new HashSet<>();
    goals.forEach(rules -> lookedAt.addAll(rules.decidingFields()));
    for (; tooMany > 0; tooMany--) {
      Between least = history.leastTelling(lookedAt);
      for (GoalRules rules : goals) {
        if (rules.decidingFields().contains(least.field())) {
          keep(rules, whole.apply(rules), least);
        }
      }
      history.remove(least);
    }
  }

  /** Notes what the value decided: windows it reached, and those that opened while it held. */
  private void keep(GoalRules rules, GoalTrack windows, Between value) {
    GoalStanding standing = state.goals().get(rules.goal().name());
    if (standing == null || standing.track().version() != windows.version()) {
      return;
    }
    long from = value.entry().since().at();
    for (GoalWindow window : windows.windows()) {
      boolean openedMeanwhile = window.openedAt() >= from && window.openedAt() < value.until().at();
      boolean reached = window.reachedAt() == from;
      if (openedMeanwhile || reached) {
        long reachedAt = reached ? from : GoalWindow.NOT_REACHED;
        standing.track().decided().merge(window.openedAt(), reachedAt, Math::min);
      }
    }
  }
}
