package com.traitly.processor.goals;

import java.util.Map;
import java.util.TreeMap;

/**
 * One stay of a customer in a goal: {@code [openedAt, openedAt + window)}. Mutable; belongs to one
 * customer's state and so to one thread at a time.
 */
public final class GoalWindow {
  /** Value of {@link #reachedAt()} when the window was not reached. */
  public static final long NOT_REACHED = Long.MAX_VALUE;

  private final Opening opening;
  private EntryFacts entry;
  private final Map<String, Long> counts;
  private long reachedAt;

  /**
   * How a window opened.
   *
   * @param at UNIX milliseconds
   * @param by what opened it: an event by its place among those of the same instant, from 1; a
   *     change of the profile by the number of its fact; 0 for the customer's creation
   * @param inferred whether the decision rests on a part of the profile that is not known for this
   *     instant and was taken from a later fact
   */
  public record Opening(long at, int by, boolean inferred) {}

  /** A window, as restored. */
  public GoalWindow(Opening opening, long reachedAt, EntryFacts entry, Map<String, Long> counts) {
    this.opening = opening;
    this.reachedAt = reachedAt;
    this.entry = entry;
    this.counts = new TreeMap<>(counts);
  }

  static GoalWindow opened(Opening opening, EntryFacts entry) {
    return new GoalWindow(opening, NOT_REACHED, entry, Map.of());
  }

  /** How it opened. */
  public Opening opening() {
    return opening;
  }

  /** Start, UNIX milliseconds. */
  public long openedAt() {
    return opening.at();
  }

  /** See {@link Opening}. */
  int openedBy() {
    return opening.by();
  }

  /** Whether the profile at entry is not known but taken from a later fact. */
  public boolean inferred() {
    return opening.inferred();
  }

  /** When the goal was reached, UNIX milliseconds, or {@link #NOT_REACHED}. */
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

  /** Notes that an event happened at an instant: perhaps the customer's first ever. */
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
