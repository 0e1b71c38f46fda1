package com.traitly.sender.endpoint;

import com.traitly.contracts.webhook.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits the requests that are open to one endpoint, over all tasks of the process. When there is
 * less room than tasks want, they take turns, so that none starves. Thread-safe.
 */
public final class EndpointLimiter {
  private static final long TURN_MILLIS = 10;
  private static final long STILL_WANTED_MILLIS = 100;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final CircuitBreaker circuit;
  private final RateLimit rate = new RateLimit();
  // Tasks that found no room, and when they last asked.
  private final Map<Object, Long> wanting = new LinkedHashMap<>();
  private int open;

  EndpointLimiter(CircuitBreakerRules rules) {
    circuit = new CircuitBreaker(rules);
  }

  /** Whether a request would be let in; a task that is refused takes part in the turns. */
  public synchronized boolean hasRoom(Endpoint endpoint, Object task, long now) {
    boolean room =
        hasTurn(task, now)
            && circuit.permits(now, open, endpoint.maxInFlight())
            && rate.permits(now, endpoint.rateLimit());
    if (!room) {
      wanting.put(task, now);
    }
    return room;
  }

  /** Opens a request if there is room; the caller calls {@link #left} once for each. */
  public synchronized boolean enter(Endpoint endpoint, Object task, long now) {
    if (!hasRoom(endpoint, task, now)) {
      return false;
    }
    rate.take(now, endpoint.rateLimit());
    open++;
    return true;
  }

  private boolean hasTurn(Object task, long now) {
    wanting.values().removeIf(asked -> asked < now - STILL_WANTED_MILLIS);
    if (wanting.isEmpty() || (wanting.size() == 1 && wanting.containsKey(task))) {
      return true;
    }
    List<Object> tasks = new ArrayList<>(wanting.keySet());
    // Scattered: turns taken in order could coincide with the ticks of the same task again and
    // again.
    long turn = (now / TURN_MILLIS * MIX) >>> 33;
    return tasks.get((int) (turn % tasks.size())).equals(task);
  }

  /** Closes a request and passes its verdict on to the circuit breaker. */
  public synchronized void left(AttemptVerdict verdict, long startedAt, long now) {
    open--;
    circuit.finished(verdict.condition(), startedAt, now, verdict.pause());
  }

  /** Until when the circuit breaker lets nothing in, UNIX milliseconds; in the past when it may. */
  public synchronized long closedUntil() {
    return circuit.closedUntil();
  }

  /**
   * Permits so many requests a second, evenly, with a burst of a tenth of a second's worth.
   * Instants are UNIX milliseconds. Not thread-safe.
   */
  static final class RateLimit {
    private static final long NANOS = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long BURST = NANOS / 10;

    // When the next one would go if all went evenly; the burst lets it go that much earlier.
    private long evenly = Long.MIN_VALUE;

    /** Whether one more request is permitted. A rate of 0 is no limit. */
    boolean permits(long now, int perSecond) {
      return perSecond == 0 || evenly == Long.MIN_VALUE || evenly - BURST <= now * NANOS_PER_MILLI;
    }

    /** Counts one request. */
    void take(long now, int perSecond) {
      if (perSecond > 0) {
        evenly = Math.max(evenly, now * NANOS_PER_MILLI) + NANOS / perSecond;
      }
    }
  }
}
