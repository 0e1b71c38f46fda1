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
  private final Map<String, Messages> messages = new HashMap<>();

  /** The words that recommend a step. */
  public record Messages(MessageTemplate plaintext, MessageTemplate html) {}

  /** The rules of a goal. */
  public GoalRules(Goal goal) {
    this.goal = goal;
    entryEvent =
        switch (goal.entry().trigger()) {
          case Trigger.CustomerCreated created -> null;
          case Trigger.EventHappened happened -> happened.eventName();
        };
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

  /** The definition. */
  public Goal goal() {
    return goal;
  }

  /** The words that recommend a step of this goal. */
  public Messages messages(GoalStep step) {
    return requireNonNull(messages.get(step.eventName()));
  }

  /** Whether customers enter by being created rather than by an event. */
  public boolean entersOnCreation() {
    return entryEvent == null;
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
   * Whether what happens at the very instant a window opens belongs to it. Not so where the entry
   * event may have reached the window before, or would reach its own.
   */
  public boolean opensInside() {
    return opensInside;
  }

  /**
   * Whether an event comes before the entry that opened a window at an instant. Within a second,
   * events are in the order of their names, but an entry that opens inside precedes all.
   */
  boolean precedesEntry(TimelineEntry event, long openedAt) {
    boolean sameSecond = event.at() == openedAt && !opensInside && entryEvent != null;
    return event.at() < openedAt || (sameSecond && event.name().compareTo(entryEvent) < 0);
  }

  /** Whether an instant lies in a window that opened at another. */
  public boolean inside(long openedAt, long at) {
    return (opensInside ? at >= openedAt : at > openedAt) && at < end(openedAt);
  }

  /** The end of a window, exclusive. */
  public long end(long openedAt) {
    return openedAt + goal.windowSeconds();
  }

  /** The events of which enough reach the goal. */
  public Set<String> targetEvents() {
    return targetEvents.keySet();
  }

  /** Whether enough of this event reach the goal. */
  public boolean isTarget(String eventName) {
    return targetEvents.containsKey(eventName);
  }

  /** How many of a target event are enough. */
  int needed(String eventName) {
    return targetEvents.getOrDefault(eventName, Integer.MAX_VALUE);
  }

  /** Whether a change of the profile may matter. */
  public boolean looksAtProfile() {
    return !goal.entry().where().isEmpty()
        || goal.target().stream().anyMatch(c -> !(c instanceof Condition.EventCount));
  }

  /** Whether the entry's filter lets a customer with this profile in. */
  public boolean admits(@Nullable ProfileVersion profile) {
    return goal.entry().where().entrySet().stream()
        .allMatch(filter -> {
          Scalar value = profile == null ? null : profile.field(filter.getKey());
          return value != null && value.isAmong(filter.getValue());
        });
  }

  /** Whether the profile alone reaches the goal. */
  public boolean reachedBy(@Nullable ProfileVersion profile) {
    return profile != null && goal.target().stream().anyMatch(c -> holds(c, profile));
  }

  /** Whether the counts inside the window reach the goal. */
  public boolean reachedBy(GoalWindow window) {
    return targetEvents.entrySet().stream()
        .anyMatch(enough -> window.count(enough.getKey()) >= enough.getValue());
  }

  private static boolean holds(Condition condition, ProfileVersion profile) {
    return switch (condition) {
      case Condition.EventCount events -> false;
      case Condition.OnPlan onPlan ->
          profile.plan() != null && onPlan.plans().contains(profile.plan());
      case Condition.PaymentAbove payment ->
          profile.monthlyPayment() != null
              && profile.monthlyPayment().compareTo(payment.amount()) > 0;
      case Condition.AttributeIn in -> {
        Scalar value = profile.attributes().get(in.name());
        yield value != null && value.isAmong(in.values());
      }
      case Condition.AttributeAbove above -> {
        BigDecimal number = profile.number(above.name());
        yield number != null && number.compareTo(above.amount()) > 0;
      }
    };
  }
}
