package com.traitly.standalone.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Kafka's fault handlers, which end the JVM, and the JVM, which is not theirs alone.
 * Kafka keeps one procedure for the whole JVM and does not say which broker asked, so every broker
 * that runs is told.
 */
final class ExitGuard {
  private static final Set<Listener> LISTENERS = ConcurrentHashMap.newKeySet();

  /** Told when a fault handler wanted to end the JVM. */
  @FunctionalInterface
  interface Listener {
    void exitWanted(int status, @Nullable String reason);
  }

  private ExitGuard() {}

  static void watch(Listener listener) {
    LISTENERS.add(listener);
    Exit.setExitProcedure(ExitGuard::tell);
    Exit.setHaltProcedure(ExitGuard::tell);
  }

  /** The procedures stay replaced: a thread of the stopped broker may still stumble. */
  static void forget(Listener listener) {
    LISTENERS.remove(listener);
  }

  private static void tell(int status, @Nullable String reason) {
    LISTENERS.forEach(listener -> listener.exitWanted(status, reason));
  }
}
