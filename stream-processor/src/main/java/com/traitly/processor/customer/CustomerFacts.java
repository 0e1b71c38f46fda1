package com.traitly.processor.customer;

import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalTrack;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.goals.History;
import com.traitly.processor.goals.LateEvents;
import com.traitly.processor.goals.ProfileVersion;
import com.traitly.processor.goals.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies facts to one customer: the timeline remembers them, the totals count them, the goal
 * windows follow. Belongs to one thread.
 */
public final class CustomerFacts {
  private final CustomerState state;
  private final CustomerTimeline timeline;
  private final List<GoalRules> goals;

  /** What became of an event. */
  public enum Verdict {
    COUNTED,
    /** The same event id was received before. */
    REPEATED,
    /** The customer has done too many different things already. */
    NOT_COUNTED
  }

  /** The facts of a customer in an account with these goals. */
  public CustomerFacts(CustomerState state, CustomerTimeline timeline, List<GoalRules> goals) {
    this.state = state;
    this.timeline = timeline;
    this.goals = goals;
  }

  /** Applies an event. */
  public Verdict apply(Event event) {
    long id = EventIds.of(event.eventId());
    if (timeline.holds(id, event.receivedAt())) {
      return Verdict.REPEATED;
    }
    state.received(event.receivedAt(), event.countedAt());
    if (!state.counts(event.name())) {
      return Verdict.NOT_COUNTED;
    }
    TimelineEntry entry = new TimelineEntry(event.name(), event.countedAt());
    boolean newest = state.isNewest(entry.at());
    state.count(entry.name(), entry.at());
    timeline.append(new RecentEvent(entry, id, event.receivedAt()));
    for (GoalRules rules : goals) {
      follow(rules, entry, newest);
    }
    return Verdict.COUNTED;
  }

  /** Applies a profile as merged by an upsert. */
  public void apply(CustomerProfile profile, long receivedAt) {
    boolean first = state.profiles().isEmpty();
    state.received(receivedAt, first ? profile.createdAt() : receivedAt);
    boolean moved = state.created(profile.createdAt());
    long from = state.profileHoldsFrom(receivedAt);
    boolean newest = state.isNewest(from);
    boolean changed = state.profile(ProfileVersion.of(profile, from));
    for (GoalRules rules : goals) {
      if (first || moved) {
        fold(rules);
      } else if (changed && (rules.looksAtProfile() || enteredSince(rules, from))) {
        follow(rules, from, newest);
      }
    }
  }

  /** Brings standings in line with the goals there are; folds the ones that are new or changed. */
  public void reconcile() {
    for (GoalRules rules : goals) {
      if (current(rules) == null) {
        fold(rules);
      }
    }
  }

  /** The facts since an instant, for folding; the profile's are always whole. */
  public static History history(CustomerState state, CustomerTimeline timeline, long since) {
    return new History(
        state.createdAt(), state.profiles(), state.firstEventAt(), timeline.since(since));
  }

  private void follow(GoalRules rules, TimelineEntry event, boolean newest) {
    GoalTrack track = current(rules);
    if (track == null) {
      fold(rules);
    } else if (newest && rules.concerns(event.name())) {
      long targetBefore = targets(rules) - (rules.isTarget(event.name()) ? 1 : 0);
      GoalFold.newest(rules, state.profiles(), state.firstEventAt(), targetBefore, track, event);
    } else if (!LateEvents.absorb(rules, track, event)) {
      refold(rules, track, event.at());
    }
  }

  private void follow(GoalRules rules, long profileFrom, boolean newest) {
    GoalTrack track = current(rules);
    if (track == null) {
      fold(rules);
    } else if (newest) {
      GoalFold.newest(rules, state.profiles(), track);
    } else {
      refold(rules, track, profileFrom);
    }
  }

  /** Whether the newest window notes a profile of an instant or later as the one at entry. */
  private boolean enteredSince(GoalRules rules, long from) {
    GoalTrack track = current(rules);
    return track == null || (track.window() != null && track.window().openedAt() >= from);
  }

  /** Folds again what a fact of an instant may have changed. */
  private void refold(GoalRules rules, GoalTrack track, long at) {
    GoalWindow window = track.window();
    if (window == null || at <= window.openedAt()) {
      fold(rules);
    } else {
      History history = history(state, timeline, window.openedAt());
      put(rules, GoalFold.resumed(rules, track, history, targets(rules)));
    }
  }

  private long targets(GoalRules rules) {
    return rules.targetEvents().stream().mapToLong(state::total).sum();
  }

  private @Nullable GoalTrack current(GoalRules rules) {
    GoalStanding standing = state.goals().get(rules.goal().name());
    return standing == null || standing.track().version() != rules.goal().version()
        ? null
        : standing.track();
  }

  private void fold(GoalRules rules) {
    put(rules, GoalFold.whole(rules, history(state, timeline, Long.MIN_VALUE)));
  }

  private void put(GoalRules rules, GoalTrack track) {
    GoalStanding standing = state.goals().get(rules.goal().name());
    if (standing == null || standing.track().version() != rules.goal().version()) {
      state.goals().put(rules.goal().name(), GoalStanding.replacing(standing, track));
    } else {
      standing.track(track);
    }
  }
}
