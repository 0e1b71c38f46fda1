package com.traitly.processor.decision;

import com.traitly.contracts.model.GoalStep;
import com.traitly.prediction.GoalModel;
import com.traitly.prediction.features.WindowSnapshot;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.decision.RecommendationOutline.Action;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalStatus;
import com.traitly.processor.goals.GoalWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Likelihood and ranked next actions of one customer in one goal. Pure. */
public final class Recommender {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private Recommender() {}

  /**
   * The recommendation for a customer at the instant of a snapshot.
   *
   * @param customer the customer's totals; like the snapshot, they may include assumed events
   * @param snapshot the window as the model sees it, see {@link ModelInput#snapshot}
   */
  public static RecommendationOutline recommend(
      GoalRules rules,
      GoalModel model,
      CustomerState customer,
      GoalWindow window,
      WindowSnapshot snapshot) {
    long now = snapshot.asOf();
    return switch (GoalStatus.of(rules, window, now)) {
      case REACHED -> new RecommendationOutline(rules, 1.0, List.of(), now);
      case EXPIRED -> new RecommendationOutline(rules, 0.0, List.of(), now);
      case ACTIVE -> {
        List<Action> actions = ranked(rules, model, customer, window, snapshot);
        yield new RecommendationOutline(rules, model.likelihood(snapshot), actions, now);
      }
    };
  }

  private static List<Action> ranked(
      GoalRules rules,
      GoalModel model,
      CustomerState customer,
      GoalWindow window,
      WindowSnapshot snapshot) {
    List<GoalStep> open =
        rules.goal().steps().stream()
            .filter(step -> window.count(step.eventName()) < step.targetCount())
            .toList();
    double[] importance =
        model.importance(snapshot, open.stream().map(GoalStep::eventName).toList());
    long daysLeft = Math.max(0, Math.ceilDiv(rules.end(window.openedAt()) - snapshot.asOf(), DAY));
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      GoalStep step = open.get(i);
      long count = window.count(step.eventName());
      actions.add(
          new Action(step, count, customer.total(step.eventName()), daysLeft, importance[i]));
    }
    // Sorting is stable: actions of equal importance keep the order of the definition.
    actions.sort(Comparator.comparingDouble(Action::importance).reversed());
    return actions.subList(0, Math.min(actions.size(), rules.goal().maxRecommendations()));
  }
}
