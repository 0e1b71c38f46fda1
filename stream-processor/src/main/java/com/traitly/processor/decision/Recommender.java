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

/** Likelihood and ranked next actions of one customer in one goal. Immutable, pure. */
public final class Recommender {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final GoalRules rules;
  private final GoalModel model;

  /** A recommender for one goal with its newest model. */
  public Recommender(GoalRules rules, GoalModel model) {
    this.rules = rules;
    this.model = model;
  }

  /**
   * The recommendation for a customer at an instant.
   *
   * @param now UNIX milliseconds
   */
  public RecommendationOutline recommend(CustomerState customer, GoalWindow window, long now) {
    return recommend(customer, window, snapshot(customer, window, now));
  }

  /** As above, from a snapshot that may include assumed events. */
  public RecommendationOutline recommend(
      CustomerState customer, GoalWindow window, WindowSnapshot snapshot) {
    long now = snapshot.asOf();
    return switch (GoalStatus.of(rules, window, now)) {
      case REACHED -> new RecommendationOutline(rules, 1.0, List.of(), now);
      case EXPIRED -> new RecommendationOutline(rules, 0.0, List.of(), now);
      case ACTIVE ->
          new RecommendationOutline(
              rules, model.likelihood(snapshot), ranked(customer, window, snapshot), now);
    };
  }

  /** The window as the model sees it. */
  public WindowSnapshot snapshot(CustomerState customer, GoalWindow window, long now) {
    return ModelInput.snapshot(model.space(), customer, window, now);
  }

  /** The model in use. */
  public GoalModel model() {
    return model;
  }

  /** Whole days until the window closes, rounded up, never negative. */
  long daysLeft(GoalWindow window, long now) {
    return Math.max(0, Math.ceilDiv(rules.end(window.openedAt()) - now, DAY));
  }

  private List<Action> ranked(CustomerState customer, GoalWindow window, WindowSnapshot snapshot) {
    List<GoalStep> open =
        rules.goal().steps().stream()
            .filter(step -> window.count(step.eventName()) < step.targetCount())
            .toList();
    double[] importance =
        model.importance(snapshot, open.stream().map(GoalStep::eventName).toList());
    long daysLeft = daysLeft(window, snapshot.asOf());
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
