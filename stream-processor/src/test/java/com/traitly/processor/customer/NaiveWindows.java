package com.traitly.processor.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Condition;
import com.traitly.contracts.model.Goal.Trigger;
import com.traitly.contracts.model.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a goal, written down from the contract and not from the fold: each is found by
 * searching the whole list of facts, and counted by filtering it. Slow, and easy to check by eye.
 */
final class NaiveWindows {
  private static final long NEVER = Long.MAX_VALUE;

  /** A profile as it was sent, and when. */
  record Sent(long from, CustomerProfile profile) {}

  record Window(
      long openedAt, long reachedAt, Map<String, Long> counts, long targetBefore, String profile) {}

  private final Goal goal;
  private final List<Event> events;
  private final List<Sent> profiles;
  private final boolean always;

  /** Everything known of a customer: events without repetitions, profiles in the order sent. */
  NaiveWindows(Goal goal, List<Event> events, List<Sent> profiles) {
    this.goal = goal;
    this.profiles = profiles;
    always = goal.reentersAlways();
    // Within a second: by name, but an entry that is no target precedes what it lets count.
    this.events =
        events.stream()
            .sorted(
                Comparator.comparingLong(Event::countedAt)
                    .thenComparing(e -> !(belongs() && isEntry(e)))
                    .thenComparing(Event::name))
            .toList();
  }

  List<Window> all() {
    List<Window> windows = new ArrayList<>();
    if (goal.entry().trigger() instanceof Trigger.CustomerCreated) {
      if (!profiles.isEmpty() && admitted(profiles.getLast().profile().createdAt())) {
        long createdAt = profiles.getLast().profile().createdAt();
        long before = events.stream().filter(e -> e.countedAt() < createdAt && isTarget(e)).count();
        windows.add(window(createdAt, before));
      }
      return windows;
    }
    int next = 0;
    while (next < events.size() && (always || windows.isEmpty())) {
      Event entry = events.get(next);
      if (isEntry(entry) && admitted(entry.countedAt())) {
        long before = events.subList(0, next + 1).stream().filter(this::isTarget).count();
        Window window = window(entry.countedAt(), before);
        windows.add(window);
        next = firstAfter(window);
      } else {
        next++;
      }
    }
    return windows;
  }

  /** The first event that may open the next window: the one that reached this, or after its end. */
  private int firstAfter(Window window) {
    long end = window.openedAt() + goal.windowSeconds();
    for (int i = 0; i < events.size(); i++) {
      long at = events.get(i).countedAt();
      if (at >= end
          || at > window.reachedAt()
          || at == window.reachedAt() && reachedBy(window, i)) {
        return i;
      }
    }
    return events.size();
  }

  /** Whether the window is reached once the first so many events are known. */
  private boolean reachedBy(Window window, int last) {
    return profileReach(window.openedAt()) == window.reachedAt()
        || eventReach(window.openedAt(), events.subList(0, last + 1)) == window.reachedAt();
  }

  private Window window(long openedAt, long targetBefore) {
    Map<String, Long> counts = new TreeMap<>();
    for (Event event : events) {
      if (inside(openedAt, event.countedAt())) {
        counts.merge(event.name(), 1L, Long::sum);
      }
    }
    long reachedAt = Math.min(eventReach(openedAt, events), profileReach(openedAt));
    CustomerProfile profile = inForce(openedAt);
    return new Window(
        openedAt,
        reachedAt,
        counts,
        targetBefore,
        profile == null ? "-" : profile.plan() + " " + paid(profile));
  }

  private static double paid(CustomerProfile profile) {
    JsonNode payment = profile.monthlyPayment();
    return payment == null ? 0 : payment.doubleValue();
  }

  private long eventReach(long openedAt, List<Event> known) {
    long reachedAt = NEVER;
    for (Condition condition : goal.target()) {
      if (condition instanceof Condition.EventCount wanted) {
        List<Long> times =
            known.stream()
                .filter(e -> e.name().equals(wanted.eventName()))
                .map(Event::countedAt)
                .filter(at -> inside(openedAt, at))
                .sorted()
                .toList();
        if (times.size() >= wanted.count()) {
          reachedAt = Math.min(reachedAt, times.get(wanted.count() - 1));
        }
      }
    }
    return reachedAt;
  }

  private long profileReach(long openedAt) {
    for (Sent sent : profiles.subList(Math.min(1, profiles.size()), profiles.size())) {
      boolean during = sent.from() > openedAt && sent.from() < openedAt + goal.windowSeconds();
      if (during && satisfies(inForce(sent.from()))) {
        return sent.from();
      }
    }
    return NEVER;
  }

  /** What happens in the second of the opening counts, unless it may have closed the one before. */
  private boolean inside(long openedAt, long at) {
    return (belongs() ? at >= openedAt : at > openedAt) && at < openedAt + goal.windowSeconds();
  }

  private boolean belongs() {
    boolean entryIsTarget =
        goal.entry().trigger() instanceof Trigger.EventHappened entry
            && goal.target().stream()
                .anyMatch(c ->
                    c instanceof Condition.EventCount e && e.eventName().equals(entry.eventName()));
    return !always && !entryIsTarget;
  }

  private boolean isEntry(Event event) {
    return goal.entry().trigger() instanceof Trigger.EventHappened entry
        && entry.eventName().equals(event.name());
  }

  private boolean isTarget(Event event) {
    return goal.target().stream()
        .anyMatch(c -> c instanceof Condition.EventCount e && e.eventName().equals(event.name()));
  }

  private @Nullable CustomerProfile inForce(long at) {
    CustomerProfile found = profiles.isEmpty() ? null : profiles.getFirst().profile();
    for (Sent sent : profiles) {
      found = sent.from() <= at ? sent.profile() : found;
    }
    return found;
  }

  private boolean admitted(long at) {
    CustomerProfile profile = inForce(at);
    for (var filter : goal.entry().where().entrySet()) {
      String value = profile == null ? null : text(profile, filter.getKey());
      if (value == null || !filter.getValue().contains(new Scalar.Text(value))) {
        return false;
      }
    }
    return !satisfies(profile);
  }

  private boolean satisfies(@Nullable CustomerProfile profile) {
    for (Condition condition : goal.target()) {
      boolean holds =
          profile != null
              && switch (condition) {
                case Condition.EventCount event -> false;
                case Condition.OnPlan on ->
                    profile.plan() != null && on.plans().contains(profile.plan());
                case Condition.PaymentAbove above -> paid(profile) > above.amount().doubleValue();
                case Condition.AttributeIn in ->
                    profile.customAttributes().containsKey(in.name())
                        && in.values()
                            .contains(new Scalar.Text(String.valueOf(text(profile, in.name()))));
                case Condition.AttributeAbove above ->
                    profile.customAttributes().containsKey(above.name())
                        && profile.customAttributes().get(above.name()).asDouble()
                            > above.amount().doubleValue();
              };
      if (holds) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String text(CustomerProfile profile, String field) {
    if (field.equals("plan")) {
      return profile.plan();
    }
    var value = profile.customAttributes().get(field);
    return value == null ? null : value.asText();
  }
}
