package com.traitly.processor.lookup;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.processor.customer.CustomerFacts;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.goals.TimelineEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event that a lookup assumes, such as {@code Style Widget:+1}.
 *
 * @param eventName the event's name
 * @param times how many more times it happens
 */
record Assumption(String eventName, int times) {
  // A plus sign that was not percent-encoded arrives as a space.
  private static final Pattern FORM = Pattern.compile("(.{1,200}):[+ ](\\d{1,4})");

  /** Applies it to a private copy of a customer's state, at an instant in UNIX milliseconds. */
  void applyTo(CustomerState state, CustomerFacts facts, long now) {
    for (int i = 0; i < times && state.counts(eventName); i++) {
      facts.assume(new TimelineEntry(eventName, now));
    }
  }

  private static ApiException invalid() {
    return ApiException.of(
        ErrorCode.INVALID_PARAMETER,
        "assume must be <event name>:+<times>, times from 1 to 9999, for example Style Widget:+1");
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
