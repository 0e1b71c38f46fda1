package com.traitly.platform.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** The parts of a process that must be ready before it is. Thread-safe. */
public final class Health {
  private final Map<String, Supplier<Optional<String>>> parts = new ConcurrentSkipListMap<>();

  /**
   * Adds a part.
   *
   * @param notReadyBecause empty when ready, else the reason; called on every probe
   */
  public void part(String name, Supplier<Optional<String>> notReadyBecause) {
    parts.put(name, notReadyBecause);
  }

  /** Why the process is not ready; empty when it is. */
  public List<String> notReady() {
    List<String> reasons = new ArrayList<>();
    parts.forEach(
        (name, reason) -> reason.get().ifPresent(text -> reasons.add(name + ": " + text)));
    return reasons;
  }
}
