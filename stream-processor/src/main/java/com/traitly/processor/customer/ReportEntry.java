package com.traitly.processor.customer;

import com.traitly.processor.codec.BinaryReader;
import com.traitly.processor.codec.BinaryWriter;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a goal's figures and its list hold of one customer, so that both can follow each change of
 * the customer without looking at anybody else. Immutable.
 *
 * @param version the goal's
 * @param left whether the version before had a window open when this one took over
 * @param earlier what the windows before the newest count for
 * @param newest what the newest window counts for
 * @param listed how the customer stands in the list; null when not listed
 */
public record ReportEntry(
    long version, boolean left, GoalFigures earlier, GoalFigures newest, @Nullable Listed listed) {
  private static final int FORMAT = 1;

  /**
   * A place in the list of those whose window is open.
   *
   * @param likelihood as last announced
   * @param windowEnd UNIX milliseconds
   * @param inferred whether the profile at entry is not known
   * @param nextAction the most important action as last announced; null when none is open
   */
  public record Listed(
      double likelihood, long windowEnd, boolean inferred, @Nullable String nextAction) {
    /** For the store. */
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
   * The member that a customer's track makes.
   *
   * @param before what was kept of the customer, null for nothing
   * @param whole the track with all its windows, for when the one given remembers the newest only
   *     and nothing was kept of those before
   * @param now UNIX milliseconds
   */
  public static ReportEntry of(
      GoalRules rules,
      EnrolmentWindows track,
      @Nullable ReportEntry before,
      Supplier<EnrolmentWindows> whole,
      long now) {
    boolean same = before != null && before.version == track.version();
    boolean left = before != null && (same ? before.left : before.newest.isAnyOpen());
    List<GoalWindow> windows = track.windows();
    if (windows.isEmpty()) {
      GoalFigures none = track.undecided() ? GoalFigures.ONE_UNDECIDED : GoalFigures.NONE;
      return new ReportEntry(track.version(), left, GoalFigures.NONE, none, null);
    }
    int forgotten = track.previousWindows() + 1 - windows.size();
    GoalFigures earlier = forgotten > 0 ? kept(same ? before : null, forgotten) : GoalFigures.NONE;
    if (earlier == null) {
      windows = whole.get().windows();
      earlier = GoalFigures.NONE;
    }
    for (GoalWindow window : windows.subList(0, windows.size() - 1)) {
      // It is over, or the next one could not have been opened.
      earlier = earlier.plus(GoalFigures.of(rules, window, Long.MAX_VALUE));
    }
    GoalFigures newest = GoalFigures.of(rules, windows.getLast(), now);
    return new ReportEntry(track.version(), left, earlier, newest, null);
  }

  private static @Nullable GoalFigures kept(@Nullable ReportEntry before, int windows) {
    return before != null && before.earlier.windows() == windows ? before.earlier : null;
  }

  /**
   * The same member with its place in the list: it has one while its window is open and the
   * window's likelihood has been announced.
   *
   * @param window the newest
   * @param announced its likelihood as last announced; null when none was
   */
  public ReportEntry listed(
      GoalRules rules,
      @Nullable GoalWindow window,
      @Nullable Double announced,
      @Nullable String nextAction) {
    Listed place = null;
    if (newest.isAnyOpen() && window != null && announced != null) {
      place = new Listed(announced, rules.end(window.openedAt()), window.inferred(), nextAction);
    }
    return new ReportEntry(version, left, earlier, newest, place);
  }

  /** All that the customer counts for. */
  public GoalFigures figures() {
    GoalFigures windows = earlier.plus(newest);
    return left ? windows.plus(GoalFigures.ONE_LEFT) : windows;
  }

  /** Writes it as part of something else. */
  public void write(BinaryWriter out) {
    out.number(version).number(left ? 1 : 0);
    earlier.write(out);
    newest.write(out);
    out.number(listed == null ? 0 : 1);
    if (listed != null) {
      listed.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static ReportEntry read(BinaryReader in) {
    long version = in.number();
    boolean left = in.number() == 1;
    GoalFigures earlier = GoalFigures.read(in);
    GoalFigures newest = GoalFigures.read(in);
    return new ReportEntry(
        version, left, earlier, newest, in.number() == 0 ? null : Listed.read(in));
  }
}
