package com.traitly.processor.customer;

import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a goal's report holds of one customer, so that its figures and its list can follow each
 * change of the customer without reading any other customer. Immutable.
 *
 * @param version the goal's version
 * @param left whether the previous version had an open window when this one took over
 * @param earlier figures of the windows before the newest
 * @param newest figures of the newest window
 * @param listed the customer's place in the list; null when not listed
 */
public record ReportEntry(
    long version, boolean left, GoalFigures earlier, GoalFigures newest, @Nullable Listed listed) {
  private static final int FORMAT = 1;

  /**
   * A place in the list of customers whose window is open.
   *
   * @param likelihood as last announced
   * @param windowEnd UNIX milliseconds
   * @param inferred whether the profile at entry is not known
   * @param nextAction the most important action as last announced; null when none is open
   */
  public record Listed(
      double likelihood, long windowEnd, boolean inferred, @Nullable String nextAction) {
    /** The place as bytes for the store. */
    public byte[] bytes() {
      BinaryWriter out = new BinaryWriter(FORMAT);
      write(out);
      return out.bytes();
    }

    /** Reads {@link #bytes}. */
    public static Listed read(byte[] bytes) {
      return read(new BinaryReader(bytes, FORMAT));
    }

    private void write(BinaryWriter out) {
      out.real(likelihood).number(windowEnd).number(inferred ? 1 : 0).text(nextAction);
    }

    private static Listed read(BinaryReader in) {
      return new Listed(in.real(), in.number(), in.number() == 1, in.optionalText());
    }
  }

  /**
   * The report entry that an enrolment makes. A customer has a place in the list while the newest
   * window is open and its likelihood has been announced.
   *
   * @param whole computes all windows, for when the enrolment has only the newest and its entry so
   *     far does not have the figures of the earlier ones
   * @param nextAction the most important action as last announced; null when none is open
   * @param now UNIX milliseconds
   */
  public static ReportEntry of(
      GoalRules rules,
      Enrolment enrolment,
      Supplier<EnrolmentWindows> whole,
      @Nullable String nextAction,
      long now) {
    EnrolmentWindows track = enrolment.track();
    ReportEntry before = enrolment.reportEntry();
    boolean same = before != null && before.version == track.version();
    boolean left = before != null && (same ? before.left : before.newest.isAnyOpen());
    GoalWindow window = track.window();
    if (window == null) {
      GoalFigures none = track.undecided() ? GoalFigures.ONE_UNDECIDED : GoalFigures.NONE;
      return new ReportEntry(track.version(), left, GoalFigures.NONE, none, null);
    }
    GoalFigures earlier = earlier(rules, track, same ? before : null, whole);
    GoalFigures newest = GoalFigures.of(rules, window, now);
    Announced announced = enrolment.announced(window);
    Listed place = null;
    if (newest.isAnyOpen() && announced != null) {
      long end = rules.end(window.openedAt());
      place = new Listed(announced.likelihood(), end, window.inferred(), nextAction);
    }
    return new ReportEntry(track.version(), left, earlier, newest, place);
  }

  /** Figures of the windows before the newest; they are over, or it could not have opened. */
  private static GoalFigures earlier(
      GoalRules rules,
      EnrolmentWindows track,
      @Nullable ReportEntry before,
      Supplier<EnrolmentWindows> whole) {
    List<GoalWindow> windows = track.windows();
    int forgotten = track.previousWindows() + 1 - windows.size();
    GoalFigures earlier = GoalFigures.NONE;
    if (forgotten > 0 && before != null && before.earlier.windows() == forgotten) {
      earlier = before.earlier;
    } else if (forgotten > 0) {
      windows = whole.get().windows();
    }
    for (GoalWindow window : windows.subList(0, windows.size() - 1)) {
      earlier = earlier.plus(GoalFigures.of(rules, window, Long.MAX_VALUE));
    }
    return earlier;
  }

  /** All figures of the customer. */
  public GoalFigures figures() {
    GoalFigures windows = earlier.plus(newest);
    return left ? windows.plus(GoalFigures.ONE_LEFT) : windows;
  }

  void write(BinaryWriter out) {
    out.number(version).number(left ? 1 : 0);
    earlier.write(out);
    newest.write(out);
    out.number(listed == null ? 0 : 1);
    if (listed != null) {
      listed.write(out);
    }
  }

  static ReportEntry read(BinaryReader in) {
    long version = in.number();
    boolean left = in.number() == 1;
    GoalFigures earlier = GoalFigures.read(in);
    GoalFigures newest = GoalFigures.read(in);
    return new ReportEntry(
        version, left, earlier, newest, in.number() == 0 ? null : Listed.read(in));
  }
}
