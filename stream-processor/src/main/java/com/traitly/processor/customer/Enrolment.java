package com.traitly.processor.customer;

import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalWindow;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One customer in one goal: its windows, what the trainer was told of them, what was announced, and
 * the customer's entry in the goal's report. Mutable; belongs to one customer's state.
 */
public final class Enrolment {
  private final NavigableMap<Long, Long> unreleased;
  private EnrolmentWindows track;
  private Told told;
  private @Nullable Announced announced;
  private @Nullable ReportEntry reportEntry;
  private @Nullable Former former;

  /**
   * What the trainer was told of windows whose time is over.
   *
   * @param round the round of learning that was told
   * @param loadedAt when the history that was told had last been loaded
   * @param through windows that were due by this instant have been told
   * @param windows how many windows these are
   * @param reached how many of them were reached
   * @param events how many events had happened by the end of the last of them
   */
  public record Told(
      int round, long loadedAt, long through, long windows, long reached, long events) {
    /** Nothing was told yet in this round of learning. */
    public static Told nothing(int round, long loadedAt) {
      return new Told(round, loadedAt, Long.MIN_VALUE, 0, 0, 0);
    }

    /** The same with this number of events. */
    public Told withEvents(long counted) {
      return new Told(round, loadedAt, through, windows, reached, counted);
    }
  }

  /**
   * What was last announced.
   *
   * @param openedAt start of the window that it was about
   * @param likelihood the likelihood then
   * @param actions digest of the ordered actions and their counts then
   */
  public record Announced(long openedAt, double likelihood, long actions) {
    /** Whether it was announced neither as reached nor as expired. */
    public boolean isOpen() {
      return likelihood > 0 && likelihood < 1;
    }
  }

  /**
   * The window that was open in the goal's previous version, until the transition is decided.
   *
   * @param version the goal's previous version
   * @param openedAt start of the window
   */
  public record Former(long version, long openedAt) {}

  /** An enrolment as restored, or new when nothing was told, announced or counted. */
  public Enrolment(
      EnrolmentWindows track,
      Map<Long, Long> unreleased,
      Told told,
      @Nullable Announced announced,
      @Nullable ReportEntry reportEntry) {
    this.track = track;
    this.unreleased = new TreeMap<>(unreleased);
    this.told = told;
    this.announced = announced;
    this.reportEntry = reportEntry;
  }

  /**
   * An enrolment in a new version of the goal. It keeps the last announcement, so that a customer
   * for whom nothing changes is not announced again, and the report entry.
   */
  static Enrolment replacing(@Nullable Enrolment before, EnrolmentWindows track) {
    if (before == null) {
      return new Enrolment(track, Map.of(), Told.nothing(0, 0), null, null);
    }
    Announced announced = before.announced;
    Enrolment enrolment =
        new Enrolment(track, Map.of(), Told.nothing(0, 0), announced, before.reportEntry);
    if (announced != null && announced.isOpen()) {
      enrolment.former = new Former(before.track.version(), announced.openedAt());
    }
    return enrolment;
  }

  /** Takes the window that was open in the previous version; null when none is left to take. */
  public @Nullable Former takeFormer() {
    Former taken = former;
    former = null;
    return taken;
  }

  /** The windows. */
  public EnrolmentWindows track() {
    return track;
  }

  /** Replaces the windows with newly computed ones. */
  public void track(EnrolmentWindows folded) {
    track = folded;
  }

  /**
   * Windows that the trainer knows and whose examples it does not have yet: the start of each, to
   * the instant at which it was told the goal was reached, or {@link GoalWindow#NOT_REACHED}.
   */
  public NavigableMap<Long, Long> unreleased() {
    return unreleased;
  }

  /** What the trainer was told of windows whose time is over. */
  public Told told() {
    return told;
  }

  /** Notes what the trainer has been told. */
  public void told(Told now) {
    told = now;
  }

  /** Notes that a window's examples were handed out. */
  public void released(long openedAt, long dueAt) {
    Long reachedAt = unreleased.remove(openedAt);
    boolean reached = reachedAt != null && reachedAt != GoalWindow.NOT_REACHED;
    told =
        new Told(
            told.round(),
            told.loadedAt(),
            Math.max(told.through(), dueAt),
            told.windows() + 1,
            told.reached() + (reached ? 1 : 0),
            told.events());
  }

  /** What was last announced; null when nothing was. */
  public @Nullable Announced announced() {
    return announced;
  }

  /** Notes what is being announced. */
  public void announced(Announced now) {
    announced = now;
  }

  /** What was last announced, if it was about this window; else null. */
  public @Nullable Announced announced(@Nullable GoalWindow window) {
    return window != null && announced != null && announced.openedAt() == window.openedAt()
        ? announced
        : null;
  }

  /** The customer's entry in the goal's report; null when it was never computed. */
  public @Nullable ReportEntry reportEntry() {
    return reportEntry;
  }

  /** Replaces the customer's entry in the goal's report. */
  public void reportEntry(ReportEntry now) {
    reportEntry = now;
  }
}
