package com.traitly.processor.customer;

import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalStatus;
import com.traitly.processor.goals.GoalWindow;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of a goal's windows, by number of the figure: how many were opened, reached, expired or
 * left, and how many were reached after how long. Immutable; sums and differences are taken figure
 * by figure.
 *
 * @param counts without zeros
 */
public record GoalFigures(SortedMap<Integer, Long> counts) {
  /** Windows that were opened. */
  public static final int ENROLLED = 0;

  /** Windows in which the goal was reached. */
  public static final int REACHED = 1;

  /** Windows that closed without being reached. */
  public static final int EXPIRED = 2;

  /** Windows of the previous version that were open when this one took over. */
  public static final int LEFT = 3;

  /**
   * Windows whose profile at entry is not known, and customers kept out by a value that is not
   * known; none of the figures above counts them.
   */
  public static final int INFERRED = 4;

  /** Inferred windows that are open. */
  private static final int INFERRED_OPEN = 5;

  /** This figure and all above count windows reached after {@code figure - AFTER} seconds. */
  public static final int AFTER = 16;

  /** No counts. */
  public static final GoalFigures NONE = new GoalFigures(new TreeMap<>());

  /** Number of steps of a window by which times to reach are told apart. */
  private static final long STEPS = 720;

  private static final long SECOND = 1_000;
  private static final int FORMAT = 1;

  /** Figures whose counts cannot be changed. */
  public GoalFigures {
    counts = Collections.unmodifiableSortedMap(counts);
  }

  /** One open window of the previous version. */
  static final GoalFigures ONE_LEFT = new GoalFigures(new TreeMap<>(Map.of(LEFT, 1L)));

  /** One customer kept out by a value that is not known. */
  static final GoalFigures ONE_UNDECIDED = new GoalFigures(new TreeMap<>(Map.of(INFERRED, 1L)));

  /** The figures of one window at an instant, UNIX milliseconds. */
  public static GoalFigures of(GoalRules rules, GoalWindow window, long now) {
    if (window.inferred()) {
      boolean open = GoalStatus.of(rules, window, now) == GoalStatus.ACTIVE;
      return new GoalFigures(
          new TreeMap<>(open ? Map.of(INFERRED, 1L, INFERRED_OPEN, 1L) : Map.of(INFERRED, 1L)));
    }
    SortedMap<Integer, Long> counts = new TreeMap<>(Map.of(ENROLLED, 1L));
    switch (GoalStatus.of(rules, window, now)) {
      case ACTIVE -> {
        // An open window counts neither as reached nor as expired.
      }
      case REACHED -> {
        counts.put(REACHED, 1L);
        counts.put(AFTER + secondsToReach(rules, window), 1L);
      }
      case EXPIRED -> counts.put(EXPIRED, 1L);
    }
    return new GoalFigures(counts);
  }

  /** One figure. */
  public long count(int figure) {
    return counts.getOrDefault(figure, 0L);
  }

  /** How many windows are counted, known or inferred. */
  long windows() {
    return count(ENROLLED) + count(INFERRED);
  }

  /** Whether a window is open, known or inferred. */
  boolean isAnyOpen() {
    return count(ENROLLED) - count(REACHED) - count(EXPIRED) + count(INFERRED_OPEN) > 0;
  }

  /** These figures plus others. */
  public GoalFigures plus(GoalFigures others) {
    return plus(others, 1);
  }

  /** These figures minus others. */
  public GoalFigures minus(GoalFigures others) {
    return plus(others, -1);
  }

  private GoalFigures plus(GoalFigures others, int sign) {
    SortedMap<Integer, Long> sum = new TreeMap<>(counts);
    others.counts.forEach(
        (figure, count) -> sum.merge(figure, sign * count, (a, b) -> a + b == 0 ? null : a + b));
    return new GoalFigures(sum);
  }

  /** One figure as bytes for the store. */
  public static byte[] bytes(long count) {
    return new BinaryWriter(FORMAT).number(count).bytes();
  }

  /**
   * Reads {@link #bytes}; 0 when they cannot be read: a figure must keep nothing from customers.
   */
  public static long read(byte[] bytes) {
    try {
      return new BinaryReader(bytes, FORMAT).number();
    } catch (RuntimeException unreadable) {
      return 0;
    }
  }

  void write(BinaryWriter out) {
    out.number(counts.size());
    counts.forEach((figure, count) -> out.number(figure).number(count));
  }

  static GoalFigures read(BinaryReader in) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      counts.put(in.integer(), in.number());
    }
    return new GoalFigures(counts);
  }

  /** The time to reach, rounded to the middle of its step: it is off by half a step at most. */
  private static int secondsToReach(GoalRules rules, GoalWindow window) {
    long step = Math.max(1, Math.ceilDiv(rules.goal().windowMillis() / SECOND, STEPS));
    long took = Math.max(0, window.reachedAt() - window.openedAt()) / SECOND;
    return Math.toIntExact(took / step * step + step / 2);
  }
}
