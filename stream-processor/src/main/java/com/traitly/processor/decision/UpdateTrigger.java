package com.traitly.processor.decision;

import org.jspecify.annotations.Nullable;

/**
 * What made the processor act: a record, a due instant or a changed goal.
 *
 * @param text goes into the {@code cause} header and the ids that derive from it
 * @param sentAt time of the record, UNIX milliseconds; that of acting where there is no record
 * @param millis wall-clock time of acting, UNIX milliseconds
 * @param waits whether what follows may wait until a customer's history is loaded
 * @param traceparent the trace of the request that wrote the record; null when there is none
 */
public record UpdateTrigger(
    String text, long sentAt, long millis, boolean waits, @Nullable String traceparent) {
  /**
   * A fact that was read.
   *
   * @param position its topic, partition and offset
   */
  public static UpdateTrigger record(
      String position, long sentAt, @Nullable String traceparent, long millis) {
    return new UpdateTrigger(position, sentAt, millis, true, traceparent);
  }

  /** A due instant, at which the customer is looked at. */
  public static UpdateTrigger due(long instant, long millis) {
    return new UpdateTrigger("due@" + instant, millis, millis, true, null);
  }

  /** A goal that is applied to all customers; it waits for no customer's history to be loaded. */
  public static UpdateTrigger goal(String goalName, long version, long millis) {
    return new UpdateTrigger("goal " + goalName + "@" + version, millis, millis, false, null);
  }
}
