package com.traitly.prediction.features;

/**
 * How a goal's window is cut into steps. The same rule applies everywhere, so the steps are derived
 * and never configured. Step <i>n</i> of the calendar is the interval {@code [n, n + 1) *
 * stepMillis} since 1970.
 *
 * @param windowMillis length of the window
 * @param stepMillis 1 hour for windows up to 60 hours, 1 day up to 60 days, 7 days above
 * @param graceMillis how long after its end a window waits for late events: 1 hour for hourly
 *     steps, 1 day otherwise
 * @param steps steps of a window; the last one is shorter where the step does not divide the window
 */
public record TimeGrid(long windowMillis, long stepMillis, long graceMillis, int steps) {

  public static final long HOUR = 3_600_000L;
  public static final long DAY = 86_400_000L;

  /** The grid of a window of this length in milliseconds, which must be positive. */
  public static TimeGrid ofWindow(long windowMillis) {
    if (windowMillis <= 0L) {
      throw new IllegalArgumentException("window of " + windowMillis + " ms");
    }
    boolean hourly = windowMillis <= 60L * HOUR;
    long step = hourly ? HOUR : windowMillis <= 60L * DAY ? DAY : 7L * DAY;
    int steps = Math.toIntExact(Math.ceilDiv(windowMillis, step));
    return new TimeGrid(windowMillis, step, hourly ? HOUR : DAY, steps);
  }

  /** The end of a window that opened at {@code openedAt}. */
  public long endOf(long openedAt) {
    return openedAt + windowMillis;
  }

  /** The instant from which a window's examples may be learnt: its end plus the grace. */
  public long releaseOf(long openedAt) {
    return openedAt + windowMillis + graceMillis;
  }

  /** Age of a window in steps at {@code asOf}, within [0, steps]. */
  public double ageAt(long openedAt, long asOf) {
    long elapsed = Math.clamp(asOf - openedAt, 0L, windowMillis);
    long lastStart = (steps - 1) * stepMillis;
    // The last step may be shorter; its fraction still has to end at 1 when the window ends.
    return elapsed < lastStart
        ? (double) elapsed / stepMillis
        : (steps - 1) + (double) (elapsed - lastStart) / (windowMillis - lastStart);
  }

  /**
   * The step of a window in which it was reached; an instant on a boundary ends the step before.
   */
  public int stepReached(long openedAt, long reachedAt) {
    return (int) Math.clamp((reachedAt - openedAt - 1L) / stepMillis, 0L, steps - 1L);
  }

  /**
   * The start of the group that an age belongs to, in milliseconds since the opening, when the ages
   * are cut into {@code groups} groups.
   */
  public long ageGroup(double age, int groups) {
    long width = Math.ceilDiv(steps, groups);
    return (long) age / width * width * stepMillis;
  }

  /** The start of the period of seven calendar steps in which a window is over. */
  public long periodOf(long openedAt) {
    long width = 7L * stepMillis;
    return Math.floorDiv(endOf(openedAt), width) * width;
  }

  public long calendarStep(long instant) {
    return Math.floorDiv(instant, stepMillis);
  }

  double windowDays() {
    return (double) windowMillis / DAY;
  }
}
