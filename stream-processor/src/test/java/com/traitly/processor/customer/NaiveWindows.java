package com.traitly.processor.customer;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Condition;
import com.traitly.contracts.model.Goal.Trigger;
import com.traitly.contracts.model.Scalar;
import com.traitly.contracts.wire.ScalarJson;
import com.traitly.processor.customer.NaiveProfile.Sent;
import com.traitly.processor.customer.NaiveProfile.Sight;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a goal, computed from the contract and not by the fold: it finds each window by
 * searching the whole list of facts, and counts by filtering that list. Slow, and easy to check by
 * eye.
 */
final class NaiveWindows {
  private static final int NEVER = Integer.MAX_VALUE;

  record Window(
      long openedAt,
      long reachedAt,
      boolean inferred,
      Map<String, Long> counts,
      long targetBefore,
      String profile) {}

  /** One thing that happened: creation, a fact of the profile, or an event. */
  private record Step(long at, int kind, @Nullable Sent sent, @Nullable Event event) {}

  private record Stay(int opened, int reached) {}

  private final Goal goal;
  private final NaiveProfile profile;
  private final List<Step> steps = new ArrayList<>();
  private final boolean always;

  /** Everything known of a customer: events without repetitions and profile facts, as sent. */
  NaiveWindows(Goal goal, List<Event> events, NaiveProfile profile) {
    this.goal = goal;
    this.profile = profile;
    always = goal.reentersAlways();
    if (!profile.sent().isEmpty()) {
      steps.add(new Step(profile.countedCreation(), 0, null, null));
    }
    profile.sent().stream()
        .filter(sent -> fields().stream().anyMatch(f -> sent.says(f) != null || sent.clears(f)))
        .forEach(sent -> steps.add(new Step(sent.at(), 1, sent, null)));
    events.forEach(event -> steps.add(new Step(event.countedAt(), 2, null, event)));
    steps.sort(Comparator.comparingLong(Step::at).thenComparingInt(Step::kind));
  }

  List<Window> all() {
    return stays().stream().map(this::window).toList();
  }

  /** Whether there is no window, and an entry was decided on a profile that is not known. */
  boolean undecided() {
    if (!stays().isEmpty()) {
      return false;
    }
    for (int i = 0; i < steps.size(); i++) {
      if (isEntry(i) && !isKnown(sight(i))) {
        return true;
      }
    }
    return false;
  }

  private List<Stay> stays() {
    List<Stay> stays = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      boolean free = stays.isEmpty() || (always && isFree(stays.getLast(), i));
      if (isEntry(i) && free && admitted(sight(i))) {
        stays.add(new Stay(i, reached(i)));
      }
    }
    return stays;
  }

  private boolean isFree(Stay last, int i) {
    long at = steps.get(i).at();
    long openedAt = steps.get(last.opened()).at();
    return at > openedAt && (at >= openedAt + goal.windowMillis() || i >= last.reached());
  }

  private Window window(Stay stay) {
    long openedAt = steps.get(stay.opened()).at();
    Map<String, Long> counts = new TreeMap<>();
    long targetBefore = 0;
    for (int i = 0; i < steps.size(); i++) {
      Event event = steps.get(i).event();
      if (event != null && isInside(stay.opened(), i)) {
        counts.merge(event.name(), 1L, Long::sum);
      }
      targetBefore += event != null && i <= stay.opened() && isTarget(event.name()) ? 1 : 0;
    }
    Sight sight = sight(stay.opened());
    return new Window(
        openedAt,
        stay.reached() == NEVER ? Long.MAX_VALUE : steps.get(stay.reached()).at(),
        !isKnown(sight),
        counts,
        targetBefore,
        described(sight));
  }

  private static String described(Sight sight) {
    JsonNode payment = sight.value("monthly_payment_amount");
    JsonNode plan = sight.value("plan");
    return (plan == null ? "-" : plan.asText())
        + " "
        + (payment == null ? 0.0 : Math.max(0, payment.asDouble()));
  }

  /** The first step at which an event or the profile reaches a window. */
  private int reached(int opened) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = opened; i < steps.size(); i++) {
      Event event = steps.get(i).event();
      if (!isInside(opened, i)) {
        continue;
      }
      if (event == null) {
        if (i > opened && steps.get(i).sent() != null && satisfies(sight(i))) {
          return i;
        }
      } else if (counts.merge(event.name(), 1, Integer::sum) >= needed(event.name())) {
        return i;
      }
    }
    return NEVER;
  }

  private int needed(String name) {
    int needed = NEVER;
    for (Condition condition : goal.target()) {
      if (condition instanceof Condition.EventCount wanted && wanted.eventName().equals(name)) {
        needed = Math.min(needed, wanted.count());
      }
    }
    return needed;
  }

  /**
   * Whether a step counts inside a window: all after the opening do, and the opening itself unless
   * it may have closed a window before.
   */
  private boolean isInside(int opened, int i) {
    boolean opensInside = !always && !isTarget(entryName());
    long openedAt = steps.get(opened).at();
    return (i > opened || (i == opened && opensInside))
        && steps.get(i).at() < openedAt + goal.windowMillis();
  }

  private String entryName() {
    return goal.entry().trigger() instanceof Trigger.EventHappened entry ? entry.eventName() : "";
  }

  private boolean isTarget(String name) {
    return needed(name) != NEVER;
  }

  private boolean isEntry(int i) {
    Step step = steps.get(i);
    return switch (goal.entry().trigger()) {
      case Trigger.CustomerCreated created -> step.kind() == 0;
      case Trigger.EventHappened happened ->
          step.event() != null && step.event().name().equals(happened.eventName());
      case Trigger.CustomerChanged changed ->
          step.kind() < 2 && meets(i, changed) && !metBefore(i, changed);
    };
  }

  private boolean metBefore(int i, Trigger.CustomerChanged changed) {
    for (int before = i - 1; before >= 0; before--) {
      if (steps.get(before).kind() < 2) {
        return meets(before, changed);
      }
    }
    return false;
  }

  private boolean meets(int i, Trigger.CustomerChanged changed) {
    return allows(changed.where(), sight(i));
  }

  private Sight sight(int i) {
    Step step = steps.get(i);
    return switch (step.kind()) {
      case 0 -> profile.atCreation(step.at());
      case 1 -> profile.after(step.sent());
      default -> profile.at(step.at());
    };
  }

  private boolean isKnown(Sight sight) {
    return fields().stream().allMatch(sight::knows);
  }

  /** The fields on which the goal depends. */
  private Set<String> fields() {
    Set<String> fields = new HashSet<>(goal.entry().where().keySet());
    if (goal.entry().trigger() instanceof Trigger.CustomerChanged changed) {
      fields.addAll(changed.where().keySet());
    }
    for (Condition condition : goal.target()) {
      switch (condition) {
        case Condition.EventCount events -> {}
        case Condition.OnPlan plan -> fields.add("plan");
        case Condition.PaymentAbove payment -> fields.add("monthly_payment_amount");
        case Condition.AttributeIn in -> fields.add(in.name());
        case Condition.AttributeAbove above -> fields.add(above.name());
      }
    }
    return fields;
  }

  private boolean admitted(Sight sight) {
    return allows(goal.entry().where(), sight) && !satisfies(sight);
  }

  private static boolean allows(Map<String, Set<Scalar>> where, Sight sight) {
    for (var filter : where.entrySet()) {
      JsonNode value = sight.value(filter.getKey());
      if (value == null || !requireNonNull(ScalarJson.read(value)).isAmong(filter.getValue())) {
        return false;
      }
    }
    return true;
  }

  private boolean satisfies(Sight sight) {
    return goal.target().stream()
        .anyMatch(condition ->
            switch (condition) {
              case Condition.EventCount event -> false;
              case Condition.OnPlan on -> {
                JsonNode plan = sight.value("plan");
                yield plan != null && on.plans().contains(plan.asText());
              }
              case Condition.PaymentAbove above ->
                  isAbove(sight.value("monthly_payment_amount"), above.amount().value());
              case Condition.AttributeIn in -> {
                JsonNode value = sight.value(in.name());
                yield value != null && requireNonNull(ScalarJson.read(value)).isAmong(in.values());
              }
              case Condition.AttributeAbove above ->
                  isAbove(sight.value(above.name()), above.amount().value());
            });
  }

  private static boolean isAbove(@Nullable JsonNode value, BigDecimal amount) {
    return value != null && value.isNumber() && value.decimalValue().compareTo(amount) > 0;
  }
}
