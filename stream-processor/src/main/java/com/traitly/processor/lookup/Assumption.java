package com.traitly.processor.lookup;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.GoalStanding;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.TimelineEntry;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * "As if it had happened": {@code Style Widget:+1}.
 *
 * @param eventName what
 * @param times how often more
 */
record Assumption(String eventName, int times) {
  // A plus sign that was not percent-encoded arrives as a space.
  private static final Pattern FORM = Pattern.compile("(.{1,200}):[+ ](\\d{1,4})");

  /** Lets it happen to a private copy of a customer's state, at an instant in UNIX seconds. */
  void applyTo(CustomerState state, List<GoalRules> goals, long now) {
    for (int i = 0; i < times && state.counts(eventName); i++) {
      state.count(eventName, now);
      for (GoalRules rules : goals) {
        GoalStanding standing = state.goals().get(rules.goal().name());
        if (standing != null) {
          GoalFold.newest(
              rules,
              state.profiles(),
              state.firstEventAt(),
              targetsBefore(state, rules),
              standing.track(),
              new TimelineEntry(eventName, now));
        }
      }
    }
  }

  private static ApiException invalid() {
    return ApiException.of(
        ErrorCode.INVALID_PARAMETER,
        "assume must be <event name>:+<times>, times from 1 to 9999, for example Style Widget:+1");
  }

  private long targetsBefore(CustomerState state, GoalRules rules) {
    return rules.targetEvents().stream().mapToLong(state::total).sum()
        - (rules.isTarget(eventName) ? 1 : 0);
  }

  static Assumption parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw invalid();
    }
    int times = Integer.parseInt(form.group(2));
    String eventName = form.group(1).strip();
    if (eventName.isEmpty() || times == 0) {
      throw invalid();
    }
    return new Assumption(eventName, times);
  }
}
