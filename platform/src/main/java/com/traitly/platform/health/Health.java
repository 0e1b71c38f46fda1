package com.traitly.platform.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The parts of a process that must be ready before it is. Thread-safe. */
public final class Health {
  private final Map<String, Supplier<Optional<String>>> parts = new ConcurrentSkipListMap<>();
  private volatile Consumer<String> whenFatal = reason -> {};

  /**
   * Adds a part.
   *
   * @param notReadyBecause empty when ready, else the reason; called on every probe
   */
  public void part(String name, Supplier<Optional<String>> notReadyBecause) {
    parts.put(name, notReadyBecause);
  }

  /** Sets what happens when a part fails for good; a process of its own should end. */
  public void whenFatal(Consumer<String> action) {
    whenFatal = action;
  }

  /** Called by a part that can neither continue nor recover. */
  public void fatal(String reason) {
    whenFatal.accept(reason);
  }

  /** Why the process is not ready; empty when it is. */
  public List<String> notReady() {
    List<String> reasons = new ArrayList<>();
    parts.forEach(
        (name, reason) -> reason.get().ifPresent(text -> reasons.add(name + ": " + text)));
    return reasons;
  }
}
