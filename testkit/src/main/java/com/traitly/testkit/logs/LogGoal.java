package com.traitly.testkit.logs;

import java.util.List;

/**
 * A goal on a public log.
 *
 * @param log folder of the log
 * @param entry event that opens a window
 * @param target event that reaches it
 * @param days length of the window
 * @param stepDays length of a step
 * @param reentry whether every target event opens a window, so that it means "again"
 * @param fromNextDay whether a re-entry opens at the start of the day after
 * @param splitAt windows opened from here on, epoch milliseconds, are the test
 */
public record LogGoal(
    String log,
    String entry,
    String target,
    int days,
    int stepDays,
    boolean reentry,
    boolean fromNextDay,
    long splitAt) {

  private static final long DAY = 86_400_000L;

  /** "Buy again in 91 days" at a shop for CDs. */
  public static final LogGoal CDNOW =
      new LogGoal("cdnow", "purchase", "purchase", 91, 7, true, false, 875_664_000_000L);

  /** "Buy again in 30 days" at a web shop. */
  public static final LogGoal ONLINE_RETAIL =
      new LogGoal("onlineretail", "purchase", "purchase", 30, 1, true, true, 1_292_371_200_000L);

  /** "Accept the offer in 30 days" at a bank. */
  public static final LogGoal BPI_2012 =
      new LogGoal(
          "bpi2012",
          "A_SUBMITTED|COMPLETE",
          "O_ACCEPTED|COMPLETE",
          30,
          1,
          false,
          false,
          1_324_339_200_000L);

  /** All goals. */
  public static final List<LogGoal> ALL = List.of(BPI_2012, ONLINE_RETAIL, CDNOW);

  /** Length of the window in milliseconds. */
  public long windowMillis() {
    return days * DAY;
  }

  /** Length of a step in milliseconds. */
  public long stepMillis() {
    return stepDays * DAY;
  }

  /** Steps of a window. */
  public int steps() {
    return days / stepDays;
  }
}
