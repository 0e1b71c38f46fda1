package com.traitly.streams.state;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Addresses that did not answer. A background thread knocks at each until it answers again, so that
 * only the first caller waits for a process that is gone. Thread-safe.
 */
final class UnreachableAddresses implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int KNOCKS = 240;

  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Predicate<String> answers;
  private volatile boolean closed;

  /** Knocks with the given test, which must not wait long for an answer. */
  UnreachableAddresses(Predicate<String> answers) {
    this.answers = answers;
  }

  boolean contains(String address) {
    return silent.contains(address);
  }

  void add(String address) {
    if (!closed && silent.add(address)) {
      Thread.ofVirtual().name("knock-" + address).start(() -> knock(address));
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  /**
   * Gives up after 240 knocks, a minute at least: the process may never come back, and the next
   * caller waits once more.
   */
  private void knock(String address) {
    try {
      for (int knock = 0; knock < KNOCKS && !closed && !answers.test(address); knock++) {
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      silent.remove(address);
    }
  }
}
