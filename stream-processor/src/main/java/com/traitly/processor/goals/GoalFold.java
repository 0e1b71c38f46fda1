package com.traitly.processor.goals;

import static java.util.Objects.requireNonNull;

import com.traitly.processor.prediction.EntryFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds a customer's facts, in time order, into the goal windows they make.
 *
 * <p>The whole fold is a pure function of the set of facts: order of arrival and repetition do not
 * matter. A fact that is newer than all others can be folded alone, and one that is newer than the
 * newest window's opening from there, with the same result.
 */
public final class GoalFold {
  private final GoalRules rules;
  private final List<ProfileVersion> profiles;
  private final long firstEventAt;
  private final GoalTrack track;
  private long targetTotal;

  private GoalFold(
      GoalRules rules,
      List<ProfileVersion> profiles,
      long firstEventAt,
      GoalTrack track,
      long targetTotal) {
    this.rules = rules;
    this.profiles = profiles;
    this.firstEventAt = firstEventAt;
    this.track = track;
    this.targetTotal = targetTotal;
  }

  private record Moment(long at, int order, @Nullable String event, int profile) {}

  /** The track that all facts together make. */
  public static GoalTrack whole(GoalRules rules, History history) {
    GoalTrack track = new GoalTrack(rules.goal().version());
    GoalFold fold = new GoalFold(rules, history.profiles(), history.firstEventAt(), track, 0);
    List<Moment> moments = new ArrayList<>();
    history.createdAt().ifPresent(at -> moments.add(new Moment(at, 0, null, 0)));
    fold.apply(moments, history.events(), Long.MIN_VALUE);
    return track;
  }

  /**
   * The same track, made from where its newest window opened: what happened until then, that very
   * second included, must be in it already.
   *
   * @param history the events since that instant, the other facts whole
   * @param targets how many target events there are in all
   */
  public static GoalTrack resumed(
      GoalRules rules, GoalTrack before, History history, long targets) {
    GoalTrack track = before.resumed();
    long openedAt = requireNonNull(track.window()).openedAt();
    List<TimelineEntry> events =
        history.events().stream()
            .filter(event -> event.at() > openedAt || rules.inside(openedAt, event.at()))
            .toList();
    long later = events.stream().filter(event -> rules.isTarget(event.name())).count();
    new GoalFold(rules, history.profiles(), history.firstEventAt(), track, targets - later)
        .apply(new ArrayList<>(), events, openedAt);
    return track;
  }

  /**
   * Adds one event that is newer than every other fact to a track.
   *
   * @param profiles versions of the profile, oldest first
   * @param firstEventAt when the customer first did something, this event included
   * @param targetBefore how many target events there were before this one
   */
  public static void newest(
      GoalRules rules,
      List<ProfileVersion> profiles,
      long firstEventAt,
      long targetBefore,
      GoalTrack track,
      TimelineEntry event) {
    new GoalFold(rules, profiles, firstEventAt, track, targetBefore)
        .happen(event.at(), event.name());
  }

  /** Adds a version of the profile that is newer than every other fact to a track. */
  public static void newest(GoalRules rules, List<ProfileVersion> profiles, GoalTrack track) {
    new GoalFold(rules, profiles, Long.MAX_VALUE, track, 0)
        .profileChanged(profiles.getLast().from());
  }

  private void apply(List<Moment> moments, List<TimelineEntry> events, long profilesAfter) {
    for (int i = 1; i < profiles.size(); i++) {
      if (profiles.get(i).from() > profilesAfter) {
        moments.add(new Moment(profiles.get(i).from(), 1, null, i));
      }
    }
    for (TimelineEntry event : events) {
      if (rules.concerns(event.name())) {
        // What opens a window comes before what happens in the same second, so that both count.
        boolean first = rules.opensInside() && rules.isEntry(event.name());
        moments.add(new Moment(event.at(), first ? 2 : 3, event.name(), 0));
      }
    }
    moments.sort(
        Comparator.comparingLong(Moment::at)
            .thenComparingInt(Moment::order)
            .thenComparing(m -> m.event() == null ? "" : m.event())
            .thenComparingInt(Moment::profile));
    moments.forEach(this::apply);
    for (TimelineEntry event : events) {
      if (!rules.concerns(event.name())) {
        LateEvents.count(rules, track, event);
      }
    }
  }

  private void apply(Moment moment) {
    if (moment.event() != null) {
      happen(moment.at(), moment.event());
    } else if (moment.order() == 0) {
      if (rules.entersOnCreation()) {
        enter(moment.at());
      }
    } else {
      profileChanged(moment.at());
    }
  }

  private void happen(long at, String event) {
    targetTotal += rules.isTarget(event) ? 1 : 0;
    GoalWindow window = track.window();
    if (window != null && rules.inside(window.openedAt(), at)) {
      countInside(window, at, event);
    }
    if (rules.isEntry(event) && mayEnter(at)) {
      enter(at);
      GoalWindow opened = track.window();
      if (rules.opensInside() && opened != null && opened.openedAt() == at) {
        opened.add(event);
      }
    }
  }

  private void countInside(GoalWindow window, long at, String event) {
    window.add(event);
    if (rules.isTarget(event) && rules.reachedBy(window)) {
      window.reach(at);
    }
  }

  private boolean mayEnter(long at) {
    GoalWindow window = track.window();
    return window == null
        || (rules.goal().reentersAlways()
            && (window.reached() || at >= rules.end(window.openedAt())));
  }

  private void enter(long at) {
    ProfileVersion profile = History.profileAt(profiles, at);
    if (!rules.admits(profile) || rules.reachedBy(profile)) {
      return;
    }
    double payment =
        profile == null || profile.monthlyPayment() == null
            ? 0
            : Math.max(0, profile.monthlyPayment().doubleValue());
    EntryFacts facts =
        new EntryFacts(
            Math.min(firstEventAt, at),
            track.windowsSoFar(),
            track.reachedSoFar(),
            targetTotal,
            payment,
            profile == null ? null : profile.plan());
    track.open(GoalWindow.opened(at, facts));
  }

  private void profileChanged(long at) {
    GoalWindow window = track.window();
    if (window != null
        && !window.reached()
        && at > window.openedAt()
        && at < rules.end(window.openedAt())
        && rules.reachedBy(History.profileAt(profiles, at))) {
      window.reach(at);
    }
  }
}
