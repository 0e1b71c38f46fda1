package com.traitly.contracts.wire;

import static com.traitly.contracts.wire.GoalJson.ACTIONS;
import static com.traitly.contracts.wire.GoalJson.ALWAYS;
import static com.traitly.contracts.wire.GoalJson.AUTO;
import static com.traitly.contracts.wire.GoalJson.CUSTOMER;
import static com.traitly.contracts.wire.GoalJson.CUSTOMER_CREATED;
import static com.traitly.contracts.wire.GoalJson.DAY;
import static com.traitly.contracts.wire.GoalJson.DAYS;
import static com.traitly.contracts.wire.GoalJson.ENTRY;
import static com.traitly.contracts.wire.GoalJson.EVENT;
import static com.traitly.contracts.wire.GoalJson.HOUR;
import static com.traitly.contracts.wire.GoalJson.HOURS;
import static com.traitly.contracts.wire.GoalJson.MAX_RECOMMENDATIONS;
import static com.traitly.contracts.wire.GoalJson.MESSAGE_HTML;
import static com.traitly.contracts.wire.GoalJson.MESSAGE_PLAINTEXT;
import static com.traitly.contracts.wire.GoalJson.MIN_DELTA;
import static com.traitly.contracts.wire.GoalJson.NEVER;
import static com.traitly.contracts.wire.GoalJson.NOTIFY;
import static com.traitly.contracts.wire.GoalJson.ON;
import static com.traitly.contracts.wire.GoalJson.PRIORITY;
import static com.traitly.contracts.wire.GoalJson.REENTRY;
import static com.traitly.contracts.wire.GoalJson.SIGNALS;
import static com.traitly.contracts.wire.GoalJson.TARGET_COUNT;
import static com.traitly.contracts.wire.GoalJson.VERSION;
import static com.traitly.contracts.wire.GoalJson.WHERE;
import static com.traitly.contracts.wire.GoalJson.WINDOW;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.json.StoredFields;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Entry;
import com.traitly.contracts.model.Goal.Signals;
import com.traitly.contracts.model.Goal.Trigger;
import com.traitly.contracts.model.GoalStep;
import com.traitly.contracts.model.MessageTemplate;
import com.traitly.contracts.model.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a goal definition and checks it completely, so that a goal that was saved always works.
 *
 * <p>Used for callers' bodies and for the {@code goals} topic alike.
 */
public final class GoalReader {
  private static final int MAX_DAYS = 730;
  private static final int MAX_STEPS = 100;
  private static final int MAX_SIGNALS = 32;
  private static final int MAX_MESSAGE = 4_000;
  private static final String ALL_ATTRIBUTES = MessageTemplate.CUSTOMER + Fields.CUSTOM_ATTRIBUTES;

  private final ObjectReader goal;

  private GoalReader(ObjectReader goal) {
    this.goal = goal;
  }

  /**
   * Reads a definition. The caller passes {@code name} and {@code version}, because they come from
   * the address and from the stored goal.
   *
   * @param problems collects everything wrong; the result only means something when it stays empty
   */
  public static Goal read(JsonNode json, String name, long version, Problems problems) {
    GoalReader reader = new GoalReader(new ObjectReader(json, "", problems));
    return reader.read(name, version);
  }

  /** Reads a goal that {@link GoalJson#write} wrote. */
  public static Goal readStored(JsonNode json) {
    Problems problems = new Problems();
    String name = StoredFields.text(json, Fields.NAME);
    long version = StoredFields.number(json, VERSION).longValue();
    Goal goal = read(json, name, version, problems);
    problems.throwIfAny();
    return goal;
  }

  private Goal read(String name, long version) {
    return new Goal(
        name,
        version,
        entry(),
        windowMillis(),
        new TargetReader(goal).conditions(),
        steps(),
        goal.choice(REENTRY, NEVER, Set.of(NEVER, ALWAYS)).equals(ALWAYS),
        signals(),
        goal.integer(MAX_RECOMMENDATIONS, 5, 1, MAX_STEPS),
        goal.integer(PRIORITY, 0, -1_000_000, 1_000_000),
        minDelta());
  }

  private Entry entry() {
    ObjectReader entry = goal.object(ENTRY);
    if (entry == null) {
      return new Entry(new Trigger.CustomerCreated(), Map.of());
    }
    return new Entry(trigger(entry), where(entry, WHERE));
  }

  private static Map<String, Set<Scalar>> where(ObjectReader parent, String name) {
    Map<String, Set<Scalar>> where = new LinkedHashMap<>();
    ObjectReader filter = parent.object(name);
    JsonNode fields = parent.value(name);
    if (filter != null && fields != null) {
      fields
          .fieldNames()
          .forEachRemaining(field -> where.put(field, ScalarJson.readList(filter, field)));
    }
    return where;
  }

  private static Trigger trigger(ObjectReader entry) {
    JsonNode on = entry.value(ON);
    if (on == null || on.isTextual() && on.textValue().equals(CUSTOMER_CREATED)) {
      return new Trigger.CustomerCreated();
    }
    ObjectReader source = on.isObject() ? entry.object(ON) : null;
    boolean byEvent = source != null && on.has(EVENT);
    boolean byChange = source != null && on.has(CUSTOMER);
    if (byEvent == byChange) {
      entry.invalid(
          ON,
          "must be \"customer_created\", {\"event\": \"<event name>\"} or"
              + " {\"customer\": {\"<field>\": [\"<value>\"]}}");
      return new Trigger.CustomerCreated();
    }
    ObjectReader one = requireNonNull(source);
    return byEvent ? eventHappened(one) : customerChanged(one);
  }

  private static Trigger eventHappened(ObjectReader source) {
    String name = source.requiredName(EVENT);
    return name == null ? new Trigger.CustomerCreated() : new Trigger.EventHappened(name);
  }

  private static Trigger customerChanged(ObjectReader source) {
    Map<String, Set<Scalar>> moved = where(source, CUSTOMER);
    if (moved.isEmpty()) {
      source.invalid(CUSTOMER, "must name at least one field with its values");
    }
    return new Trigger.CustomerChanged(moved);
  }

  private long windowMillis() {
    ObjectReader window = goal.object(WINDOW);
    if (window == null) {
      goal.missing(WINDOW);
      return DAY;
    }
    int days = window.integer(DAYS, 0, 1, MAX_DAYS);
    int hours = window.integer(HOURS, 0, 1, MAX_DAYS * 24);
    boolean both = window.value(DAYS) != null && window.value(HOURS) != null;
    boolean neither =
        window.isObject() && window.value(DAYS) == null && window.value(HOURS) == null;
    if (both || neither) {
      goal.invalid(WINDOW, "must have either days or hours");
    }
    return days * DAY + hours * HOUR;
  }

  private List<GoalStep> steps() {
    List<GoalStep> steps = new ArrayList<>();
    goal.each(ACTIONS, (json, pointer) -> steps.add(step(json, pointer)));
    if (steps.size() > MAX_STEPS) {
      goal.invalid(ACTIONS, "must have at most " + MAX_STEPS + " entries");
    }
    if (steps.stream().map(GoalStep::eventName).distinct().count() != steps.size()) {
      goal.invalid(ACTIONS, "must name each event once");
    }
    return steps;
  }

  private GoalStep step(JsonNode json, String pointer) {
    ObjectReader step = new ObjectReader(json, pointer, goal.problems());
    String name = step.requiredName(Fields.EVENT_NAME);
    return new GoalStep(
        name == null ? pointer : name,
        step.integer(TARGET_COUNT, 1, 1, 1_000_000),
        message(step, MESSAGE_PLAINTEXT),
        message(step, MESSAGE_HTML));
  }

  private static String message(ObjectReader step, String field) {
    JsonNode value = step.value(field);
    if (value == null) {
      return "";
    }
    if (!value.isTextual() || value.textValue().length() > MAX_MESSAGE) {
      step.invalid(field, "must be a text of at most " + MAX_MESSAGE + " characters");
      return "";
    }
    MessageTemplate template = MessageTemplate.parse(value.textValue());
    for (MessageTemplate.Variable variable : template.variables()) {
      if (!variable.isKnown() || variable.name().equals(ALL_ATTRIBUTES)) {
        step.invalid(
            field,
            "uses {{%s}}, which does not exist; use %s"
                .formatted(variable.name(), MessageTemplate.VARIABLES));
      }
    }
    if (template.isUnfinished()) {
      step.invalid(field, "has {{ with no }} that closes it; use " + MessageTemplate.VARIABLES);
    }
    return value.textValue();
  }

  private Signals signals() {
    JsonNode value = goal.value(SIGNALS);
    if (value == null || value.isTextual() && value.textValue().equals(AUTO)) {
      return new Signals.Auto();
    }
    Set<String> names = goal.names(SIGNALS);
    if (names.size() > MAX_SIGNALS) {
      goal.invalid(SIGNALS, "must be \"auto\" or at most " + MAX_SIGNALS + " event names");
    }
    return new Signals.Named(List.copyOf(names));
  }

  private double minDelta() {
    ObjectReader announce = goal.object(NOTIFY);
    return announce == null ? 0.01 : announce.number(MIN_DELTA, 0.01, 0, 1);
  }
}
