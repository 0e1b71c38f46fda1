package com.traitly.processor.goals;

import com.traitly.processor.prediction.EntryFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds a customer's facts, in time order, into the goal windows they make.
 *
 * <p>The whole fold is a pure function of the set of facts: order of arrival and repetition do not
 * matter. A fact that is newer than all others can be folded alone, with the same result.
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

  private record Moment(long at, int order, @Nullable String event, long tie) {}

  /** The track that all facts together make. */
  public static GoalTrack whole(GoalRules rules, History history) {
    GoalTrack track = new GoalTrack(rules.goal().version());
    GoalFold fold = new GoalFold(rules, history.profiles(), history.firstEventAt(), track, 0);
    for (Moment moment : moments(rules, history)) {
      fold.apply(moment);
    }
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

  /** Adds one event that no window's fate depends on, whenever it happened. */
  public static void uninvolved(GoalRules rules, GoalTrack track, TimelineEntry event) {
    GoalWindow window = track.window();
    if (window != null && rules.inside(window.openedAt(), event.at())) {
      window.add(event.name());
    }
  }

  private static List<Moment> moments(GoalRules rules, History history) {
    List<Moment> moments = new ArrayList<>();
    history.createdAt().ifPresent(at -> moments.add(new Moment(at, 0, null, 0)));
    for (int i = 1; i < history.profiles().size(); i++) {
      moments.add(new Moment(history.profiles().get(i).from(), 1, null, i));
    }
    for (TimelineEntry event : history.events()) {
      // What opens a window comes before what happens in the same second, so that both count.
      boolean first = rules.opensInside() && rules.isEntry(event.name());
      moments.add(new Moment(event.at(), first ? 2 : 3, event.name(), event.idHash()));
    }
    moments.sort(
        Comparator.comparingLong(Moment::at)
            .thenComparingInt(Moment::order)
            .thenComparing(m -> m.event() == null ? "" : m.event())
            .thenComparingLong(Moment::tie));
    return moments;
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
    targetTotal += rules.targetEvents().contains(event) ? 1 : 0;
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
    if (rules.targetEvents().contains(event) && rules.reachedBy(window)) {
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
