package com.traitly.processor.goals;

import com.traitly.processor.prediction.EntryFacts;
import java.util.Map;
import java.util.TreeMap;

/**
 * One stay of a customer in a goal: {@code [openedAt, openedAt + window)}. Mutable; belongs to one
 * customer's state and so to one thread at a time.
 */
public final class GoalWindow {
  /** Stands for "not reached". */
  public static final long NOT_REACHED = Long.MAX_VALUE;

  private final long openedAt;
  private EntryFacts entry;
  private final Map<String, Long> counts;
  private long reachedAt;

  /** A window, as restored. */
  public GoalWindow(long openedAt, long reachedAt, EntryFacts entry, Map<String, Long> counts) {
    this.openedAt = openedAt;
    this.reachedAt = reachedAt;
    this.entry = entry;
    this.counts = new TreeMap<>(counts);
  }

  /** A window that just opened. */
  static GoalWindow opened(long at, EntryFacts entry) {
    return new GoalWindow(at, NOT_REACHED, entry, Map.of());
  }

  /** Start, UNIX seconds. */
  public long openedAt() {
    return openedAt;
  }

  /** When the goal was reached, or {@link #NOT_REACHED}. */
  public long reachedAt() {
    return reachedAt;
  }

  /** Whether the goal was reached. */
  public boolean reached() {
    return reachedAt != NOT_REACHED;
  }

  /** What was true at entry. */
  public EntryFacts entry() {
    return entry;
  }

  /** Completions inside the window, by event name. */
  public Map<String, Long> counts() {
    return counts;
  }

  /** Completions of one event inside the window. */
  public long count(String eventName) {
    return counts.getOrDefault(eventName, 0L);
  }

  void add(String eventName) {
    counts.merge(eventName, 1L, Long::sum);
  }

  /** Notes that the customer did something at an instant: perhaps the first thing ever. */
  void active(long at) {
    if (at < entry.firstEventAt()) {
      entry = entry.since(at);
    }
  }

  /** Notes one more target event before the window. */
  void targetBefore() {
    entry = entry.withTarget();
  }

  void reach(long at) {
    reachedAt = Math.min(reachedAt, at);
  }
}
