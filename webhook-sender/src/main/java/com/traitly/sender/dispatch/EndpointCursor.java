package com.traitly.sender.dispatch;

/**
 * Where to look next for due deliveries of one endpoint in one task. The deliveries are in the
 * store; only the cursor is in memory. Instants are UNIX milliseconds. Not thread-safe.
 */
final class EndpointCursor {
  private static final long IDLE_CHECK_MILLIS = 10_000;

  private long from = Long.MAX_VALUE;
  private long lookAt = Long.MIN_VALUE;
  private long checkedAt;

  /** Notes that a delivery is due at this instant. */
  void note(long dueAt) {
    from = Math.min(from, dueAt);
  }

  /** Puts off the next look until this instant, because an earlier one would be no use. */
  void lookAt(long instant) {
    lookAt = instant;
  }

  /** Whether something is due and not in flight. */
  boolean backlog(long now) {
    return from <= now;
  }

  /**
   * Whether to look now: something is due, or it is time to check that the endpoint still exists.
   */
  boolean worthLooking(long now) {
    if (from <= now ? lookAt <= now : checkedAt + IDLE_CHECK_MILLIS <= now) {
      checkedAt = now;
      return true;
    }
    return false;
  }

  /** Takes the instant to look from; the caller notes again what is left after it. */
  long take() {
    long taken = from;
    from = Long.MAX_VALUE;
    return taken;
  }
}
