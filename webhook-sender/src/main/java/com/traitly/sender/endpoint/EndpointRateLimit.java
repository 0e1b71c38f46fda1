package com.traitly.sender.endpoint;

/**
 * Permits so many requests a second, evenly, with a burst of a tenth of a second's worth. Instants
 * are UNIX milliseconds. Not thread-safe.
 */
public final class EndpointRateLimit {
  private static final long NANOS = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long BURST = NANOS / 10;

  // When the next one would go if all went evenly; the burst lets it go that much earlier.
  private long evenly = Long.MIN_VALUE;

  /** Whether one more request is permitted. A rate of 0 is no limit. */
  public boolean permits(long now, int perSecond) {
    return perSecond == 0 || evenly == Long.MIN_VALUE || evenly - BURST <= now * NANOS_PER_MILLI;
  }

  /** Counts one request. */
  public void take(long now, int perSecond) {
    if (perSecond > 0) {
      evenly = Math.max(evenly, now * NANOS_PER_MILLI) + NANOS / perSecond;
    }
  }
}
