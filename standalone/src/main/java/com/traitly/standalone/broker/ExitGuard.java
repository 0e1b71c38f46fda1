package com.traitly.standalone.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Kafka's fault handlers from ending the JVM, which is not Kafka's alone. Kafka has one exit
 * procedure for the whole JVM and does not say which broker asked, so every running broker is
 * notified.
 */
final class ExitGuard {
  private static final Set<Listener> LISTENERS = ConcurrentHashMap.newKeySet();

  /** Called when a fault handler wanted to end the JVM. */
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

  /** The procedures stay replaced: a thread of the stopped broker may still fail. */
  static void forget(Listener listener) {
    LISTENERS.remove(listener);
  }

  private static void tell(int status, @Nullable String reason) {
    LISTENERS.forEach(listener -> listener.exitWanted(status, reason));
  }
}
