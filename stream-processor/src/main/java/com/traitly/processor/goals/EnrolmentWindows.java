package com.traitly.processor.goals;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer stands in one goal: the newest window and how many there were before. Mutable;
 * belongs to one customer's state.
 */
public final class EnrolmentWindows {
  /** Stands in {@link #decided} for an entry that was refused. */
  public static final long REFUSED = Long.MIN_VALUE;

  private final long version;
  private final List<GoalWindow> earlier = new ArrayList<>();
  private final List<Long> refused = new ArrayList<>();
  private final NavigableMap<Long, Long> decided = new TreeMap<>();
  private int previousWindows;
  private int reachedWindows;
  private boolean undecided;
  private @Nullable GoalWindow window;

  /** A track of a goal's version with no window yet. */
  public EnrolmentWindows(long version) {
    this.version = version;
  }

  /** A track as restored; {@link #windows} then holds the newest window only. */
  public EnrolmentWindows(
      long version, int previousWindows, int reachedWindows, @Nullable GoalWindow window) {
    this.version = version;
    this.previousWindows = previousWindows;
    this.reachedWindows = reachedWindows;
    this.window = window;
  }

  /** The goal's version this was computed for. */
  public long version() {
    return version;
  }

  /** How many windows there were before the newest. */
  public int previousWindows() {
    return previousWindows;
  }

  /** How many of those were reached. */
  public int reachedWindows() {
    return reachedWindows;
  }

  /** The newest window; null when the customer never entered. */
  public @Nullable GoalWindow window() {
    return window;
  }

  /** All windows since this track was made, oldest first. */
  public List<GoalWindow> windows() {
    List<GoalWindow> all = new ArrayList<>(earlier);
    if (window != null) {
      all.add(window);
    }
    return all;
  }

  /**
   * Windows that facts decided which are no longer kept: the start of each, and when such a fact
   * reached it or {@link GoalWindow#NOT_REACHED}; and entries they refused. They stay what they
   * were found to be.
   */
  public NavigableMap<Long, Long> decided() {
    return decided;
  }

  /** The instants at which this track, since it was made, refused an entry. */
  public List<Long> refused() {
    return List.copyOf(refused);
  }

  void refuse(long at) {
    refused.add(at);
  }

  /** Whether the customer has no window, and only a value that is not known speaks against one. */
  public boolean undecided() {
    return undecided && window == null;
  }

  /** Notes, or puts back, that a value that is not known spoke against a window. */
  public void undecided(boolean now) {
    undecided = now;
  }

  /** A track of this version, and of what was decided in it, with no window yet. */
  EnrolmentWindows blank() {
    return with(new EnrolmentWindows(version));
  }

  /** This track as it was when its newest window had just opened; there must be one. */
  EnrolmentWindows resumed() {
    GoalWindow newest = requireNonNull(window);
    return with(
        new EnrolmentWindows(
            version,
            previousWindows,
            reachedWindows,
            GoalWindow.opened(newest.opening(), newest.entry())));
  }

  private EnrolmentWindows with(EnrolmentWindows other) {
    other.decided.putAll(decided);
    return other;
  }

  void open(GoalWindow next) {
    if (window != null) {
      earlier.add(window);
      previousWindows++;
      reachedWindows += window.reached() ? 1 : 0;
    }
    window = next;
  }

  int windowsSoFar() {
    return previousWindows + (window == null ? 0 : 1);
  }

  int reachedSoFar() {
    return reachedWindows + (window != null && window.reached() ? 1 : 0);
  }
}
