package com.traitly.gateway.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Condition;
import com.traitly.contracts.model.Goal.Trigger;
import com.traitly.contracts.model.GoalStep;
import com.traitly.contracts.model.MessageTemplate;
import com.traitly.contracts.model.Scalar;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.gateway.http.Warnings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Warns of what a goal accepts but its author hardly means. Single-threaded. */
final class GoalWarnings {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Set<String> SPANS = Set.of("/window/days", "/window/hours");

  private final Warnings warnings = new Warnings();
  private final Goal goal;

  private GoalWarnings(Goal goal) {
    this.goal = goal;
  }

  /**
   * The warnings about a valid goal.
   *
   * @param sent the body as the caller sent it
   */
  static Warnings of(Goal goal, JsonNode sent) {
    GoalWarnings look = new GoalWarnings(goal);
    look.ignored("", sent, GoalJson.write(goal));
    look.actions();
    look.targets();
    look.names();
    if (goal.windowMillis() > Topics.EVENT_DAYS * DAY) {
      look.warnings.add(
          "/window",
          "is longer than the %d days that events are kept".formatted(Topics.EVENT_DAYS));
    }
    return look.warnings;
  }

  /** A field that was not understood has no effect; most often its name is misspelt. */
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
    messages();
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
        case Condition.OnPlan onPlan ->
            alreadyThere(at + "/plan", Fields.PLAN, isAmong(texts(onPlan.plans())));
        case Condition.AttributeIn in -> alreadyThere(at + "/in", in.name(), isAmong(in.values()));
        case Condition.AttributeAbove above ->
            alreadyThere(
                at + "/above",
                above.name(),
                value ->
                    value instanceof Scalar.Numeral number
                        && number.value().compareTo(above.amount().value()) > 0);
        case Condition.EventCount event -> {}
        case Condition.PaymentAbove payment -> {}
      }
    }
  }

  /** Compares in both directions: a text on either side also means the number that it spells. */
  private static Predicate<Scalar> isAmong(Set<Scalar> values) {
    return value ->
        value.isAmong(values)
            || values.stream().anyMatch(reaching -> reaching.isAmong(Set.of(value)));
  }

  private void alreadyThere(String pointer, String field, Predicate<Scalar> reached) {
    alreadyThere(pointer, "entry.where", goal.entry().where().get(field), reached);
    if (goal.entry().trigger() instanceof Trigger.CustomerChanged changed) {
      alreadyThere(pointer, "entry.on.customer", changed.where().get(field), reached);
    }
  }

  private void alreadyThere(
      String pointer, String where, @Nullable Set<Scalar> atEntry, Predicate<Scalar> reached) {
    for (Scalar value : atEntry == null ? Set.<Scalar>of() : atEntry) {
      if (reached.test(value)) {
        warnings.add(
            pointer,
            "is met by '%s' in %s: customers with it reached the goal already and never enter"
                .formatted(value.shown(), where));
      }
    }
  }

  private static Set<Scalar> texts(Set<String> values) {
    return values.stream().map(Scalar.Text::new).collect(Collectors.toSet());
  }

  /** A name in a condition means the plan or a custom attribute, never another customer field. */
  private void names() {
    namedIn("/entry/where", goal.entry().where().keySet());
    if (goal.entry().trigger() instanceof Trigger.CustomerChanged changed) {
      namedIn("/entry/on/customer", changed.where().keySet());
    }
    for (int i = 0; i < goal.target().size(); i++) {
      String at = "/target/any/" + i + "/attribute";
      switch (goal.target().get(i)) {
        case Condition.AttributeIn in -> named(at, in.name());
        case Condition.AttributeAbove above -> named(at, above.name());
        case Condition.OnPlan onPlan -> {}
        case Condition.EventCount event -> {}
        case Condition.PaymentAbove payment -> {}
      }
    }
  }

  private void namedIn(String parent, Set<String> fields) {
    fields.stream()
        .filter(field -> !field.equals(Fields.PLAN))
        .forEach(field -> named(ObjectReader.pointer(parent, field), field));
  }

  private void named(String pointer, String name) {
    String inside = Fields.CUSTOM_ATTRIBUTES + ".";
    String field = name.strip().toLowerCase(Locale.ROOT);
    if (CustomerJson.KEYS.contains(name)) {
      warnings.add(
          pointer,
          "means a custom attribute named '%s' and not the customer's field: conditions can name"
                  .formatted(name)
              + " plan, monthly_payment_amount (in target) and custom attributes");
    } else if (CustomerJson.KEYS.contains(field)) {
      warnings.add(
          pointer,
          "means a custom attribute named '%s': the customer's field is '%s'"
              .formatted(name, field));
    } else if (name.startsWith(inside)) {
      warnings.add(
          pointer,
          "means a custom attribute with that whole name; for the attribute '%s' leave out %s"
              .formatted(name.substring(inside.length()), inside));
    }
  }

  private void messages() {
    for (int i = 0; i < goal.steps().size(); i++) {
      GoalStep step = goal.steps().get(i);
      message("/actions/" + i + "/message_plaintext", step.messagePlaintext());
      message("/actions/" + i + "/message_html", step.messageHtml());
    }
  }

  /** The gateway does not know which custom attributes exist, so an unknown name may be one. */
  private void message(String pointer, String message) {
    MessageTemplate.parse(message).variables().stream()
        .filter(variable -> variable.fallback().isEmpty())
        .filter(variable -> isGuess(variable.name()))
        .distinct()
        .forEach(variable ->
            warnings.add(
                pointer,
                "uses {{%1$s}}, which is no field of customers and so a custom attribute; it is empty"
                        .formatted(variable.name())
                    + " for customers without it: check the name, or give a default as in"
                    + " {{%s | there}}".formatted(variable.name())));
  }

  private static boolean isGuess(String variable) {
    String field =
        variable.startsWith(MessageTemplate.CUSTOMER)
            ? variable.substring(MessageTemplate.CUSTOMER.length())
            : Fields.NAME;
    return !CustomerJson.KEYS.contains(field) && !field.startsWith(Fields.CUSTOM_ATTRIBUTES + ".");
  }
}
