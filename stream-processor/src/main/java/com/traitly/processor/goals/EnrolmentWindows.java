package com.traitly.processor.goals;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A customer's windows in one goal: the newest window and how many there were before. Mutable;
 * belongs to one customer's state.
 */
public final class EnrolmentWindows {
  /** Marks an entry in {@link #decided} that was refused. */
  public static final long REFUSED = Long.MIN_VALUE;

  private final long version;
  private final List<GoalWindow> earlier = new ArrayList<>();
  private final List<Long> refused = new ArrayList<>();
  private final NavigableMap<Long, Long> decided = new TreeMap<>();
  private int previousWindows;
  private int reachedWindows;
  private boolean undecided;
  private @Nullable GoalWindow window;

  /** Enrolment windows in a goal's version, with no window yet. */
  public EnrolmentWindows(long version) {
    this.version = version;
  }

  /** Enrolment windows as restored; {@link #windows} then has the newest window only. */
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

  /** All windows since this object was made, oldest first. */
  public List<GoalWindow> windows() {
    List<GoalWindow> all = new ArrayList<>(earlier);
    if (window != null) {
      all.add(window);
    }
    return all;
  }

  /**
   * Decisions of facts that are no longer kept; they do not change any more. A window's start maps
   * to the instant at which such a fact reached the window, or {@link GoalWindow#NOT_REACHED}; the
   * instant of an entry that was refused maps to {@link #REFUSED}.
   */
  public NavigableMap<Long, Long> decided() {
    return decided;
  }

  /** The instants at which an entry was refused since this object was made. */
  public List<Long> refused() {
    return List.copyOf(refused);
  }

  void refuse(long at) {
    refused.add(at);
  }

  /** Whether the customer has no window, and a refusal rested on a value that is not known. */
  public boolean undecided() {
    return undecided && window == null;
  }

  /** Notes or restores whether a refusal rested on a value that is not known. */
  public void undecided(boolean now) {
    undecided = now;
  }

  /** The same version and {@link #decided} entries, with no window yet. */
  EnrolmentWindows blank() {
    return with(new EnrolmentWindows(version));
  }

  /** A copy as of when the newest window had just opened; there must be one. */
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
