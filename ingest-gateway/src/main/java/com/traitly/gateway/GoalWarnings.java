package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Condition;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.ObjectReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** What is accepted in a goal and yet hardly meant. Single-threaded. */
final class GoalWarnings {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Set<String> SPANS = Set.of("/window/days", "/window/hours");

  private final Warnings warnings = new Warnings();
  private final Goal goal;

  private GoalWarnings(Goal goal) {
    this.goal = goal;
  }

  /**
   * Looks at a goal that is valid.
   *
   * @param sent what the caller wrote
   */
  static Warnings of(Goal goal, JsonNode sent) {
    GoalWarnings look = new GoalWarnings(goal);
    look.ignored("", sent, GoalJson.write(goal));
    look.actions();
    look.targets();
    if (goal.windowMillis() > Topics.EVENT_DAYS * DAY) {
      look.warnings.add(
          "/window",
          "is longer than the %d days that events are kept".formatted(Topics.EVENT_DAYS));
    }
    return look.warnings;
  }

  /** A field that was not understood does nothing: most often its name is misspelt. */
  private void ignored(String pointer, JsonNode sent, JsonNode kept) {
    if (sent.isArray() && kept.isArray() && sent.size() == kept.size()) {
      for (int i = 0; i < sent.size(); i++) {
        ignored(pointer + "/" + i, sent.get(i), kept.get(i));
      }
    }
    if (!sent.isObject() || !kept.isObject()) {
      return;
    }
    sent.properties()
        .forEach(field -> {
          String at = ObjectReader.pointer(pointer, field.getKey());
          if (kept.has(field.getKey())) {
            ignored(at, field.getValue(), kept.get(field.getKey()));
          } else if (!field.getValue().isNull() && !SPANS.contains(at)) {
            warnings.add(at, "has no effect here and was ignored");
          }
        });
  }

  private void actions() {
    if (goal.steps().isEmpty()) {
      warnings.add("/actions", "is empty, so nothing can be recommended");
    }
    Set<String> targets = new HashSet<>();
    for (Condition condition : goal.target()) {
      if (condition instanceof Condition.EventCount event) {
        targets.add(event.eventName());
      }
    }
    for (int i = 0; i < goal.steps().size(); i++) {
      if (targets.contains(goal.steps().get(i).eventName())) {
        warnings.add(
            "/actions/" + i + "/event_name",
            "is the target too, so recommending it says no more than 'reach the goal'");
      }
    }
  }

  private void targets() {
    for (int i = 0; i < goal.target().size(); i++) {
      String at = "/target/any/" + i;
      switch (goal.target().get(i)) {
        case Condition.OnPlan onPlan -> alreadyThere(at + "/plan", Fields.PLAN, onPlan.plans());
        case Condition.AttributeIn in -> alreadyThere(at + "/in", in.name(), in.values());
        case Condition.EventCount event -> {}
        case Condition.PaymentAbove payment -> {}
        case Condition.AttributeAbove above -> {}
      }
    }
  }

  private void alreadyThere(String pointer, String field, Set<String> values) {
    Set<String> atEntry = goal.entry().where().getOrDefault(field, Set.of());
    for (String value : values) {
      if (atEntry.contains(value)) {
        warnings.add(
            pointer,
            "has '%s' like entry.where: customers with it reached the goal already".formatted(value)
                + " and never enter");
      }
    }
  }
}
