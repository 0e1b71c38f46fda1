package com.traitly.sender.endpoint;

import com.traitly.contracts.model.AccountKey;
import com.traitly.sender.rules.CircuitBreakerRules;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The gates of all endpoints, and the one of the whole process when it stops. Thread-safe. */
public final class EndpointLimiters {
  private final ConcurrentMap<AccountKey, EndpointLimiter> gates = new ConcurrentHashMap<>();
  private final CircuitBreakerRules rules;
  private int unsettled;
  private boolean stopping;

  public EndpointLimiters(CircuitBreakerRules rules) {
    this.rules = rules;
  }

  public EndpointLimiter of(AccountKey endpoint) {
    return gates.computeIfAbsent(endpoint, key -> new EndpointLimiter(rules));
  }

  /** The endpoint is gone. */
  public void forget(AccountKey endpoint) {
    gates.remove(endpoint);
  }

  public synchronized boolean stopping() {
    return stopping;
  }

  /** An attempt begins. */
  public synchronized void began() {
    unsettled++;
  }

  /** So many attempts are in the stores, or will never be. */
  public synchronized void settled(int attempts) {
    unsettled -= attempts;
    notifyAll();
  }

  /** Lets nothing more in, and waits until all that is in flight is in the stores. */
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
