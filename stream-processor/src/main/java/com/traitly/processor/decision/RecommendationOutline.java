package com.traitly.processor.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.GoalStep;
import com.traitly.contracts.model.MessageTemplate;
import com.traitly.contracts.model.NextAction;
import com.traitly.contracts.model.Recommendation;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.processor.goals.GoalRules;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A recommendation before its messages are written; that is enough to decide whether to announce
 * it. Immutable.
 *
 * @param rules the rules of the goal that it is about
 * @param likelihood 0..1
 * @param actions by falling importance
 * @param at the instant that it holds for, UNIX milliseconds
 */
public record RecommendationOutline(
    GoalRules rules, double likelihood, List<Action> actions, long at) {
  /**
   * A step recommended next.
   *
   * @param goalCount completions inside the goal window
   * @param totalCount completions all-time
   * @param daysLeft whole days until the window closes, rounded up, never negative
   * @param importance 0..1, relative to the goal's other open steps
   */
  public record Action(
      GoalStep step, long goalCount, long totalCount, long daysLeft, double importance) {}

  /**
   * The recommendation with its messages.
   *
   * @param customerId the customer whom it is about
   * @param profile for the messages; null when only events are known
   */
  public Recommendation written(String customerId, @Nullable CustomerProfile profile) {
    JsonNode fields =
        profile == null || actions.isEmpty() ? Json.object() : CustomerJson.item(profile);
    return new Recommendation(
        customerId,
        rules.goal().name(),
        likelihood,
        actions.stream().map(action -> written(action, fields)).toList(),
        at);
  }

  private NextAction written(Action action, JsonNode profile) {
    GoalStep step = action.step();
    GoalRules.Messages messages = rules.messages(step);
    UnaryOperator<String> values =
        new MessageValues(profile, action.daysLeft(), step.targetCount() - action.goalCount());
    return new NextAction(
        step.eventName(),
        action.goalCount(),
        action.totalCount(),
        action.daysLeft(),
        action.importance(),
        messages.plaintext().plaintext(values),
        messages.html().html(values));
  }

  /**
   * Values of the variables in a step's messages; unknown ones are empty.
   *
   * @param profile the customer as the API shows it; empty when only events are known
   */
  private record MessageValues(JsonNode profile, long daysLeft, long remaining)
      implements UnaryOperator<String> {
    private static final String ATTRIBUTE = Fields.CUSTOM_ATTRIBUTES + ".";

    @Override
    public String apply(String variable) {
      return switch (variable) {
        case "goal.days_left" -> Long.toString(daysLeft);
        case "action.remaining" -> Long.toString(remaining);
        default -> field(variable.substring(MessageTemplate.CUSTOMER.length()));
      };
    }

    private String field(String field) {
      JsonNode value = profile.path(field);
      if (value.isMissingNode()) {
        value = profile.path(Fields.CUSTOM_ATTRIBUTES).path(field);
      }
      if (value.isMissingNode() && field.startsWith(ATTRIBUTE)) {
        value = profile.path(Fields.CUSTOM_ATTRIBUTES).path(field.substring(ATTRIBUTE.length()));
      }
      return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }
  }
}
