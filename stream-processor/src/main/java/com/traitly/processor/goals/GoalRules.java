package com.traitly.processor.goals;

import static java.util.Objects.requireNonNull;

import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Condition;
import com.traitly.contracts.model.Goal.Trigger;
import com.traitly.contracts.model.GoalStep;
import com.traitly.contracts.model.MessageTemplate;
import com.traitly.contracts.model.Scalar;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a goal's definition says of one event or profile. Immutable, pure. */
public final class GoalRules {
  private final Goal goal;
  private final @Nullable String entryEvent;
  private final Map<String, Integer> targetEvents;
  private final boolean opensInside;
  private final Set<String> decidingFields;
  private final Map<String, Messages> messages = new HashMap<>();

  /** The messages that recommend a step. */
  public record Messages(MessageTemplate plaintext, MessageTemplate html) {}

  /** The rules of a goal. */
  public GoalRules(Goal goal) {
    this.goal = goal;
    entryEvent =
        switch (goal.entry().trigger()) {
          case Trigger.CustomerCreated created -> null;
          case Trigger.CustomerChanged changed -> null;
          case Trigger.EventHappened happened -> happened.eventName();
        };
    decidingFields = decidingFields(goal);
    targetEvents = new LinkedHashMap<>();
    for (Condition condition : goal.target()) {
      if (condition instanceof Condition.EventCount event) {
        targetEvents.merge(event.eventName(), event.count(), Math::min);
      }
    }
    for (GoalStep step : goal.steps()) {
      messages.put(
          step.eventName(),
          new Messages(
              MessageTemplate.parse(step.messagePlaintext()),
              MessageTemplate.parse(step.messageHtml())));
    }
    opensInside =
        !goal.reentersAlways() && (entryEvent == null || !targetEvents.containsKey(entryEvent));
  }

  /** The goal's definition. */
  public Goal goal() {
    return goal;
  }

  /** The messages that recommend a step of this goal. */
  public Messages messages(GoalStep step) {
    return requireNonNull(messages.get(step.eventName()));
  }

  boolean entersOnCreation() {
    return goal.entry().trigger() instanceof Trigger.CustomerCreated;
  }

  boolean entersOnChange() {
    return goal.entry().trigger() instanceof Trigger.CustomerChanged;
  }

  boolean meets(ProfileView profile) {
    return goal.entry().trigger() instanceof Trigger.CustomerChanged changed
        && allows(changed.where(), profile);
  }

  /** Whether this event may enrol. */
  public boolean isEntry(String eventName) {
    return eventName.equals(entryEvent);
  }

  /** Whether this event may open, or help to reach, a window: its order among others matters. */
  public boolean concerns(String eventName) {
    return isEntry(eventName) || isTarget(eventName);
  }

  /**
   * Whether the event that opens a window belongs to it. It does not where it may have reached the
   * window before, or would reach its own.
   */
  boolean opensInside() {
    return opensInside;
  }

  /**
   * How many of the events at the instant of a window's opening do not belong to it: those sent
   * before the event that opened it, and that event itself unless it {@link #opensInside}.
   */
  public int outside(GoalWindow window) {
    return entryEvent == null ? 0 : window.openedBy() - (opensInside ? 1 : 0);
  }

  /** The end of a window, exclusive. */
  public long end(long openedAt) {
    return openedAt + goal.windowMillis();
  }

  /** The events that reach the goal when they happen often enough. */
  public Set<String> targetEvents() {
    return targetEvents.keySet();
  }

  /** Whether this event reaches the goal when it happens often enough. */
  public boolean isTarget(String eventName) {
    return targetEvents.containsKey(eventName);
  }

  /** How often a target event must happen to reach the goal. */
  int needed(String eventName) {
    return targetEvents.getOrDefault(eventName, Integer.MAX_VALUE);
  }

  /** The fields of the profile on which entry or target depend, see {@link ProfileField}. */
  public Set<String> decidingFields() {
    return decidingFields;
  }

  /** Whether a decision at this moment rests on a value that is not known but inferred. */
  boolean isInferred(ProfileView profile) {
    return !decidingFields.stream().allMatch(profile::knows);
  }

  /** Whether the entry's filter lets a customer with this profile in. */
  boolean admits(ProfileView profile) {
    return allows(goal.entry().where(), profile);
  }

  private static boolean allows(Map<String, Set<Scalar>> where, ProfileView profile) {
    return where.entrySet().stream()
        .allMatch(filter -> {
          Scalar value = profile.value(ProfileField.ofFilter(filter.getKey())).scalar();
          return value != null && value.isAmong(filter.getValue());
        });
  }

  /** Whether the profile alone reaches the goal. */
  boolean reachedBy(ProfileView profile) {
    return goal.target().stream().anyMatch(c -> holds(c, profile));
  }

  /** Whether the counts inside the window reach the goal. */
  public boolean reachedBy(GoalWindow window) {
    return targetEvents.entrySet().stream()
        .anyMatch(enough -> window.count(enough.getKey()) >= enough.getValue());
  }

  private static boolean holds(Condition condition, ProfileView profile) {
    return switch (condition) {
      case Condition.EventCount events -> false;
      case Condition.OnPlan onPlan -> {
        String plan = profile.plan();
        yield plan != null && onPlan.plans().contains(plan);
      }
      case Condition.PaymentAbove payment ->
          isAbove(profile.value(ProfileField.PAYMENT), payment.amount());
      case Condition.AttributeIn in -> {
        Scalar value = profile.value(ProfileField.attribute(in.name())).scalar();
        yield value != null && value.isAmong(in.values());
      }
      case Condition.AttributeAbove above ->
          isAbove(profile.value(ProfileField.attribute(above.name())), above.amount());
    };
  }

  private static boolean isAbove(ProfileValue value, Scalar.Numeral amount) {
    BigDecimal number = value.number();
    return number != null && number.compareTo(amount.value()) > 0;
  }

  private static Set<String> decidingFields(Goal goal) {
    Set<String> fields = new HashSet<>();
    goal.entry().where().keySet().forEach(name -> fields.add(ProfileField.ofFilter(name)));
    if (goal.entry().trigger() instanceof Trigger.CustomerChanged changed) {
      changed.where().keySet().forEach(name -> fields.add(ProfileField.ofFilter(name)));
    }
    for (Condition condition : goal.target()) {
      switch (condition) {
        case Condition.EventCount events -> {
          // Looks at no field.
        }
        case Condition.OnPlan onPlan -> fields.add(ProfileField.PLAN);
        case Condition.PaymentAbove payment -> fields.add(ProfileField.PAYMENT);
        case Condition.AttributeIn in -> fields.add(ProfileField.attribute(in.name()));
        case Condition.AttributeAbove above -> fields.add(ProfileField.attribute(above.name()));
      }
    }
    return Set.copyOf(fields);
  }
}
