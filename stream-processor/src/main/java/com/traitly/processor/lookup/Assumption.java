package com.traitly.processor.lookup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.GoalStep;
import com.traitly.processor.customer.CustomerFacts;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.TimelineEntry;
import com.traitly.processor.registry.GoalRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event that a lookup assumes, such as {@code Style Widget:+1}, and what that means for the
 * goals of one account. An event that cannot move a goal must not seem to: its effect is not
 * measured, and the model would take it for one of many other events.
 */
final class Assumption {
  private static final int SHOWN = 50;

  // A plus sign that was not percent-encoded arrives as a space.
  private static final Pattern FORM = Pattern.compile("(.{1,200}):[+ ](\\d{1,4})");

  private final String eventName;
  private final int times;
  private final GoalRegistry registry;
  private final String account;

  /**
   * Reads an assumption.
   *
   * @throws ApiException {@code invalid_parameter} when it has another form
   */
  Assumption(String text, GoalRegistry registry, String account) {
    Matcher form = FORM.matcher(text);
    eventName = form.matches() ? form.group(1).strip() : "";
    times = eventName.isEmpty() ? 0 : Integer.parseInt(form.group(2));
    if (times == 0) {
      throw ApiException.of(
          ErrorCode.INVALID_PARAMETER,
          "assume must be <event name>:+<times>, times from 1 to 9999, for example Style Widget:+1");
    }
    this.registry = registry;
    this.account = account;
  }

  /** Applies it to a private copy of a customer's state, at an instant in UNIX milliseconds. */
  void applyTo(CustomerState state, CustomerFacts facts, long now) {
    for (int i = 0; i < times && state.counts(eventName); i++) {
      facts.assume(new TimelineEntry(eventName, now));
    }
  }

  /** Whether it can move this goal. */
  boolean counts(GoalRules rules) {
    return counted(rules).contains(eventName);
  }

  /**
   * Refuses an event that nobody has sent and no goal of the account counts.
   *
   * @param asked the goal that the answer is about; null for any
   * @param sent whether the caller of this query knows that the event was sent
   * @throws ApiException {@code unknown_event}
   */
  void requireKnown(@Nullable GoalRules asked, CustomerState customer, boolean sent) {
    List<GoalRules> all = registry.all(account);
    if (sent || customer.total(eventName) > 0 || all.stream().anyMatch(this::counts)) {
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    (asked == null ? all : List.of(asked)).forEach(each -> names.addAll(counted(each)));
    String whose =
        asked == null ? "for this account's goals" : "for the goal '" + asked.goal().name() + "'";
    throw ApiException.of(
        ErrorCode.UNKNOWN_EVENT,
        "Nobody has sent an event named '%s', so nothing is known of what it does; what counts %s is %s"
            .formatted(eventName, whose, inWords(names)));
  }

  /**
   * The part of the answer that is about the assumption.
   *
   * @param asked the goal that the answer is about; null for none
   * @param over whether that goal's window was decided without the assumption
   */
  ObjectNode json(@Nullable GoalRules asked, boolean over) {
    boolean counts = asked != null && counts(asked);
    String detail =
        asked == null
            ? "The customer is in no goal, so nothing changes"
            : over
                ? "The window of the goal is over, so nothing changes"
                : counts
                    ? "Answered as if it had just happened"
                    : "The event is no signal of this goal, so nothing changes; what counts is "
                        + inWords(counted(asked));
    return Json.object()
        .put("event_name", eventName)
        .put("times", times)
        .put("counts", counts && !over)
        .put("detail", detail);
  }

  /** The events that can move a goal: of its steps, its signals, its target and its entry. */
  private Set<String> counted(GoalRules rules) {
    Goal goal = rules.goal();
    Set<String> names = new LinkedHashSet<>();
    goal.steps().stream().map(GoalStep::eventName).forEach(names::add);
    if (goal.signals() instanceof Goal.Signals.Named named) {
      names.addAll(named.eventNames());
    }
    AccountKey key = new AccountKey(account, goal.name());
    names.addAll(registry.modelOrPrior(key, goal).model().space().signals());
    names.addAll(rules.targetEvents());
    if (goal.entry().trigger() instanceof Goal.Trigger.EventHappened entry) {
      names.add(entry.eventName());
    }
    return names;
  }

  /** Names as part of a sentence. */
  private static String inWords(Set<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining("', '", "'", "'"));
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }
}
