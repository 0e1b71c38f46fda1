package com.traitly.processor.customer;

import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalWindow;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer stands in one goal, what the learner was told of it, what was announced, and
 * what the goal's figures hold of the customer. Mutable; belongs to one customer's state.
 */
public final class Enrolment {
  private final NavigableMap<Long, Long> unreleased;
  private EnrolmentWindows track;
  private Told told;
  private @Nullable Announced announced;
  private @Nullable ReportEntry member;
  private @Nullable Former former;

  /**
   * What the learner was told of windows whose time is over.
   *
   * @param round which run of learning it was told
   * @param loadedAt when history had last been loaded that was told
   * @param through windows that were due by this instant are told
   * @param windows how many they are
   * @param reached how many of them were reached
   * @param events how many events there were by the end of the last of them
   */
  public record Told(
      int round, long loadedAt, long through, long windows, long reached, long events) {
    /** Nothing yet in this run of learning. */
    public static Told nothing(int round, long loadedAt) {
      return new Told(round, loadedAt, Long.MIN_VALUE, 0, 0, 0);
    }

    /** With so many events. */
    public Told withEvents(long counted) {
      return new Told(round, loadedAt, through, windows, reached, counted);
    }
  }

  /**
   * What was last announced.
   *
   * @param openedAt which window it was about, by its start
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
   * The window that was open in the version before, until that is told.
   *
   * @param version of the goal
   * @param openedAt start of the window
   */
  public record Former(long version, long openedAt) {}

  /** A standing as restored, or new when nothing was told, announced or counted. */
  public Enrolment(
      EnrolmentWindows track,
      Map<Long, Long> unreleased,
      Told told,
      @Nullable Announced announced,
      @Nullable ReportEntry member) {
    this.track = track;
    this.unreleased = new TreeMap<>(unreleased);
    this.told = told;
    this.announced = announced;
    this.member = member;
  }

  /**
   * A standing in a new version of the goal: what was announced still holds, so that a customer for
   * whom nothing changes is not announced again; and the figures still hold what they held.
   */
  static Enrolment replacing(@Nullable Enrolment before, EnrolmentWindows track) {
    if (before == null) {
      return new Enrolment(track, Map.of(), Told.nothing(0, 0), null, null);
    }
    Announced announced = before.announced;
    Enrolment standing =
        new Enrolment(track, Map.of(), Told.nothing(0, 0), announced, before.member);
    if (announced != null && announced.isOpen()) {
      standing.former = new Former(before.track.version(), announced.openedAt());
    }
    return standing;
  }

  /** The window left behind in the version before, once. */
  public @Nullable Former takeFormer() {
    Former taken = former;
    former = null;
    return taken;
  }

  /** The windows. */
  public EnrolmentWindows track() {
    return track;
  }

  /** Puts a track in place that was folded anew. */
  public void track(EnrolmentWindows folded) {
    track = folded;
  }

  /**
   * Windows the learner knows of and still waits for: start to the instant it was told the goal was
   * reached, {@link GoalWindow#NOT_REACHED} if it was not.
   */
  public NavigableMap<Long, Long> unreleased() {
    return unreleased;
  }

  /** What the learner was told of windows whose time is over. */
  public Told told() {
    return told;
  }

  /** Notes what the learner has been told. */
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

  /** The likelihood last announced of the newest window; null when none was. */
  public @Nullable Double announcedLikelihood() {
    GoalWindow window = track.window();
    return window != null && announced != null && announced.openedAt() == window.openedAt()
        ? announced.likelihood()
        : null;
  }

  /** What the goal's figures hold of the customer; null when they were never brought up to date. */
  public @Nullable ReportEntry member() {
    return member;
  }

  /** Notes what the goal's figures hold now. */
  public void member(ReportEntry now) {
    member = now;
  }
}
