package com.traitly.sender.endpoint;

import com.traitly.contracts.model.AccountKey;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The limiters of all endpoints, and the stop of all deliveries when the process ends. Thread-safe.
 */
public final class EndpointLimiters {
  private final ConcurrentMap<AccountKey, EndpointLimiter> limiters = new ConcurrentHashMap<>();
  private final CircuitBreakerRules rules;
  private int unsettled;
  private boolean stopping;

  public EndpointLimiters(CircuitBreakerRules rules) {
    this.rules = rules;
  }

  public EndpointLimiter of(AccountKey endpoint) {
    return limiters.computeIfAbsent(endpoint, key -> new EndpointLimiter(rules));
  }

  /** Drops the limiter of an endpoint that is gone. */
  public void forget(AccountKey endpoint) {
    limiters.remove(endpoint);
  }

  public synchronized boolean stopping() {
    return stopping;
  }

  /** Counts an attempt that begins. */
  public synchronized void began() {
    unsettled++;
  }

  /** Counts attempts as written to the stores, or as never to be written. */
  public synchronized void settled(int attempts) {
    unsettled -= attempts;
    notifyAll();
  }

  /**
   * Lets no more attempts begin, and waits at most this long until those in flight are in the
   * stores.
   */
  public synchronized void stop(Duration atMost) throws InterruptedException {
    stopping = true;
    long deadline = System.nanoTime() + atMost.toNanos();
    while (unsettled > 0) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
