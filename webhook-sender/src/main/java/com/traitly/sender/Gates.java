package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.sender.rules.CircuitRules;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The gates of all endpoints, and the one of the whole process when it stops. Thread-safe. */
final class Gates {
  private final ConcurrentMap<AccountKey, Gate> gates = new ConcurrentHashMap<>();
  private final CircuitRules rules;
  private int unsettled;
  private boolean stopping;

  Gates(CircuitRules rules) {
    this.rules = rules;
  }

  Gate of(AccountKey endpoint) {
    return gates.computeIfAbsent(endpoint, key -> new Gate(rules));
  }

  /** The endpoint is gone. */
  void forget(AccountKey endpoint) {
    gates.remove(endpoint);
  }

  synchronized boolean stopping() {
    return stopping;
  }

  /** An attempt begins. */
  synchronized void began() {
    unsettled++;
  }

  /** So many attempts are in the stores, or will never be. */
  synchronized void settled(int attempts) {
    unsettled -= attempts;
    notifyAll();
  }

  /** Lets nothing more in, and waits until all that is in flight is in the stores. */
  synchronized void stop(Duration atMost) throws InterruptedException {
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
