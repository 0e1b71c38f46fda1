package com.traitly.processor.announce;

import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.GoalStep;
import com.traitly.contracts.model.MessageTemplate;
import com.traitly.contracts.model.NextAction;
import com.traitly.contracts.model.Recommendation;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.prediction.GoalModel;
import com.traitly.processor.prediction.WindowSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Likelihood and ranked next actions of one customer in one goal. Immutable, pure. */
public final class Recommender {
  private static final long DAY = 86_400;

  private final GoalRules rules;
  private final GoalModel model;

  /** A recommender for one goal with its newest model. */
  public Recommender(GoalRules rules, GoalModel model) {
    this.rules = rules;
    this.model = model;
  }

  /**
   * What holds for a customer at an instant.
   *
   * @param customerId whom it is about
   * @param profile for the messages; null when only events are known
   * @param now UNIX seconds
   */
  public Recommendation recommend(
      String customerId,
      CustomerState customer,
      @Nullable CustomerProfile profile,
      GoalWindow window,
      long now) {
    WindowSnapshot snapshot = snapshot(customer, window, now);
    return recommend(customerId, customer, profile, window, snapshot);
  }

  /** As above, from a snapshot that may assume more than happened. */
  public Recommendation recommend(
      String customerId,
      CustomerState customer,
      @Nullable CustomerProfile profile,
      GoalWindow window,
      WindowSnapshot snapshot) {
    Goal goal = rules.goal();
    long now = snapshot.asOf();
    return switch (GoalStatus.of(rules, window, now)) {
      case REACHED -> new Recommendation(customerId, goal.name(), 1.0, List.of(), now);
      case EXPIRED -> new Recommendation(customerId, goal.name(), 0.0, List.of(), now);
      case ACTIVE ->
          new Recommendation(
              customerId,
              goal.name(),
              model.likelihood(snapshot),
              ranked(customer, profile, window, snapshot),
              now);
    };
  }

  /** The window as the model sees it. */
  public WindowSnapshot snapshot(CustomerState customer, GoalWindow window, long now) {
    return Scoring.snapshot(model.space(), customer, window, now);
  }

  /** The model in use. */
  public GoalModel model() {
    return model;
  }

  /** Whole days until the window closes, rounded up, never negative. */
  long daysLeft(GoalWindow window, long now) {
    return Math.max(0, Math.ceilDiv(rules.end(window.openedAt()) - now, DAY));
  }

  private List<NextAction> ranked(
      CustomerState customer,
      @Nullable CustomerProfile profile,
      GoalWindow window,
      WindowSnapshot snapshot) {
    List<GoalStep> open =
        rules.goal().steps().stream()
            .filter(step -> window.count(step.eventName()) < step.targetCount())
            .toList();
    double[] importance =
        model.importance(snapshot, open.stream().map(GoalStep::eventName).toList());
    List<NextAction> actions = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      GoalStep step = open.get(i);
      long count = window.count(step.eventName());
      long daysLeft = daysLeft(window, snapshot.asOf());
      UnaryOperator<String> values =
          new MessageValues(profile, daysLeft, step.targetCount() - count);
      actions.add(
          new NextAction(
              step.eventName(),
              count,
              customer.total(step.eventName()),
              daysLeft,
              importance[i],
              MessageTemplate.plaintext(step.messagePlaintext(), values),
              MessageTemplate.html(step.messageHtml(), values)));
    }
    // Sorting is stable: actions of equal importance keep the order of the definition.
    actions.sort(Comparator.comparingDouble(NextAction::importance).reversed());
    return actions.subList(0, Math.min(actions.size(), rules.goal().maxRecommendations()));
  }
}
