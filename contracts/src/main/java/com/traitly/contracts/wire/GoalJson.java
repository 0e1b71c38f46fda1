package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Condition;
import com.traitly.contracts.model.Goal.Signals;
import com.traitly.contracts.model.Goal.Trigger;
import com.traitly.contracts.model.GoalStep;
import com.traitly.contracts.model.Scalar;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes goals as JSON, on their topic and in answers; {@link GoalReader} reads them. */
public final class GoalJson {
  static final String VERSION = "version";
  static final String ENTRY = "entry";
  static final String ON = "on";
  static final String EVENT = "event";
  static final String CUSTOMER = "customer";
  static final String CUSTOMER_CREATED = "customer_created";
  static final String WHERE = "where";
  static final String WINDOW = "window";
  static final String DAYS = "days";
  static final String HOURS = "hours";
  static final String TARGET = "target";
  static final String ANY = "any";
  static final String COUNT = "count";
  static final String ATTRIBUTE = "attribute";
  static final String IN = "in";
  static final String ABOVE = "above";
  static final String ACTIONS = "actions";
  static final String TARGET_COUNT = "target_count";
  static final String MESSAGE_PLAINTEXT = "message_plaintext";
  static final String MESSAGE_HTML = "message_html";
  static final String REENTRY = "reentry";
  static final String ALWAYS = "always";
  static final String NEVER = "never";
  static final String SIGNALS = "signals";
  static final String AUTO = "auto";
  static final String MAX_RECOMMENDATIONS = "max_recommendations";
  static final String PRIORITY = "priority";
  static final String NOTIFY = "notify";
  static final String MIN_DELTA = "min_delta";
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final long DAY = Duration.ofDays(1).toMillis();

  private static final int SHOWN = 5;

  private GoalJson() {}

  /** The whole definition with its version. */
  public static ObjectNode write(Goal goal) {
    ObjectNode json = Json.object().put(Fields.NAME, goal.name()).put(VERSION, goal.version());
    ObjectNode entry = json.putObject(ENTRY);
    switch (goal.entry().trigger()) {
      case Trigger.CustomerCreated created -> entry.put(ON, CUSTOMER_CREATED);
      case Trigger.EventHappened happened -> entry.putObject(ON).put(EVENT, happened.eventName());
      case Trigger.CustomerChanged changed ->
          entry.putObject(ON).set(CUSTOMER, where(changed.where()));
    }
    if (!goal.entry().where().isEmpty()) {
      entry.set(WHERE, where(goal.entry().where()));
    }
    boolean wholeDays = goal.windowMillis() % DAY == 0;
    json.putObject(WINDOW)
        .put(wholeDays ? DAYS : HOURS, goal.windowMillis() / (wholeDays ? DAY : HOUR));
    ArrayNode any = json.putObject(TARGET).putArray(ANY);
    goal.target().forEach(condition -> any.add(condition(condition)));
    ArrayNode actions = json.putArray(ACTIONS);
    goal.steps().forEach(step -> actions.add(step(step)));
    json.put(REENTRY, goal.reentersAlways() ? ALWAYS : NEVER);
    switch (goal.signals()) {
      case Signals.Auto auto -> json.put(SIGNALS, AUTO);
      case Signals.Named named -> json.set(SIGNALS, list(named.eventNames()));
    }
    json.put(MAX_RECOMMENDATIONS, goal.maxRecommendations()).put(PRIORITY, goal.priority());
    json.putObject(NOTIFY).put(MIN_DELTA, goal.minDelta());
    return json;
  }

  private static ObjectNode where(Map<String, Set<Scalar>> allowed) {
    ObjectNode where = Json.object();
    allowed.forEach((field, values) -> where.set(field, ScalarJson.list(values)));
    return where;
  }

  private static JsonNode condition(Condition condition) {
    return switch (condition) {
      case Condition.EventCount event ->
          Json.object().put(EVENT, event.eventName()).put(COUNT, event.count());
      case Condition.OnPlan onPlan -> Json.object().set(Fields.PLAN, list(onPlan.plans()));
      case Condition.PaymentAbove payment ->
          Json.object()
              .set(
                  Fields.MONTHLY_PAYMENT_AMOUNT,
                  Json.object().set(ABOVE, ScalarJson.number(payment.amount())));
      case Condition.AttributeIn attribute ->
          Json.object()
              .put(ATTRIBUTE, attribute.name())
              .set(IN, ScalarJson.list(attribute.values()));
      case Condition.AttributeAbove attribute ->
          Json.object()
              .put(ATTRIBUTE, attribute.name())
              .set(ABOVE, ScalarJson.number(attribute.amount()));
    };
  }

  private static ObjectNode step(GoalStep step) {
    return Json.object()
        .put(Fields.EVENT_NAME, step.eventName())
        .put(TARGET_COUNT, step.targetCount())
        .put(MESSAGE_PLAINTEXT, step.messagePlaintext())
        .put(MESSAGE_HTML, step.messageHtml());
  }

  /** The entity tag, with its quotes. */
  public static String etag(Goal goal) {
    return '"' + Long.toString(goal.version()) + '"';
  }

  /** The error message for a goal name that does not exist. */
  public static String unknown(String name, List<String> known) {
    String some =
        known.isEmpty()
            ? "there are none yet: PUT /goal/{name} makes one"
            : "there are "
                + String.join(", ", known.subList(0, Math.min(SHOWN, known.size())))
                + (known.size() > SHOWN ? " and %d more".formatted(known.size() - SHOWN) : "");
    return "There is no goal named '%s'; %s".formatted(name, some);
  }

  public static ArrayNode list(Collection<String> texts) {
    ArrayNode array = Json.array();
    texts.forEach(array::add);
    return array;
  }
}
