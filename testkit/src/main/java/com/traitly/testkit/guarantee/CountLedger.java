package com.traitly.testkit.guarantee;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks that an acknowledged event counts exactly once, an event with an unknown outcome at most
 * once, and a refused event not at all. For events without an id of the caller's. Thread-safe.
 */
public final class CountLedger {
  private final Map<String, Line> lines = new TreeMap<>();

  private static final class Line {
    long acknowledged;
    long unknown;
  }

  /** Notes that an event of the customer was acknowledged. */
  public synchronized void acknowledged(String customerId) {
    line(customerId).acknowledged++;
  }

  /** Notes that it is unknown whether an event of the customer was stored. */
  public synchronized void unknown(String customerId) {
    line(customerId).unknown++;
  }

  /** All customers about whom something was noted. */
  public synchronized List<String> customers() {
    return List.copyOf(lines.keySet());
  }

  /** How many events were acknowledged. */
  public synchronized long acknowledged() {
    return lines.values().stream().mapToLong(line -> line.acknowledged).sum();
  }

  /** How many outcomes are unknown. */
  public synchronized long unknown() {
    return lines.values().stream().mapToLong(line -> line.unknown).sum();
  }

  /** What breaks the promise, given what was counted in the end; empty when nothing does. */
  public synchronized List<String> broken(Map<String, Long> counted) {
    List<String> broken = new ArrayList<>();
    lines.forEach((customerId, line) -> {
      long count = counted.getOrDefault(customerId, 0L);
      if (count < line.acknowledged || count > line.acknowledged + line.unknown) {
        broken.add(
            "%s: %d acknowledged, %d unknown, but %d counted"
                .formatted(customerId, line.acknowledged, line.unknown, count));
      }
    });
    return broken;
  }

  private Line line(String customerId) {
    return lines.computeIfAbsent(customerId, any -> new Line());
  }
}
