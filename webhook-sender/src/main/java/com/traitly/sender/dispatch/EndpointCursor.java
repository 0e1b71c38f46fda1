package com.traitly.sender.dispatch;

/**
 * Where to look next for what is due to one endpoint in one task: the deliveries are in the store,
 * only this is in memory. Instants are UNIX milliseconds. Not thread-safe.
 */
final class EndpointCursor {
  private static final long IDLE_CHECK_MILLIS = 10_000;

  private long from = Long.MAX_VALUE;
  private long lookAt = Long.MIN_VALUE;
  private long checkedAt;

  /** Something is due at this instant. */
  void note(long dueAt) {
    from = Math.min(from, dueAt);
  }

  /** Nothing will come of looking before this instant. */
  void lookAt(long instant) {
    lookAt = instant;
  }

  /** Whether something is due and not in flight. */
  boolean backlog(long now) {
    return from <= now;
  }

  /** Whether to look now: something is due, or it is time to see if the endpoint is still there. */
  boolean worthLooking(long now) {
    if (from <= now ? lookAt <= now : checkedAt + IDLE_CHECK_MILLIS <= now) {
      checkedAt = now;
      return true;
    }
    return false;
  }

  /** Where to look from; whatever is left there is to be noted again. */
  long take() {
    long taken = from;
    from = Long.MAX_VALUE;
    return taken;
  }
}
