package com.traitly.processor.customer;

import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.processor.customer.CustomerState.RecentEvent;
import com.traitly.processor.goals.CustomerHistory;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalFold.NewestEvent;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.goals.LateEvents;
import com.traitly.processor.goals.ProfileField;
import com.traitly.processor.goals.TimelineEntry;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies facts to one customer: adds them to the timeline and the totals, and updates the goal
 * windows. Belongs to one thread.
 */
public record CustomerFacts(
    String account, CustomerState state, CustomerTimeline timeline, List<GoalRules> goals) {
  /** The fields of the profile that a window records at entry. */
  private static final Set<String> NOTED = Set.of(ProfileField.PLAN, ProfileField.PAYMENT);

  /** Result of applying an event. */
  public enum Verdict {
    COUNTED,
    /** The same event id was received before. */
    REPEATED,
    /** The customer already has too many different event names. */
    NOT_COUNTED
  }

  /**
   * Applies an event.
   *
   * @param now UNIX milliseconds; the event may have been received long before
   */
  public Verdict apply(Event event, long now) {
    boolean newest = state.isNewestEvent(event.countedAt());
    Verdict verdict = add(event, now);
    if (verdict == Verdict.COUNTED) {
      TimelineEntry entry = new TimelineEntry(event.name(), event.countedAt());
      for (GoalRules rules : goals) {
        follow(rules, entry, newest);
      }
    }
    return verdict;
  }

  /**
   * Applies events that come together; the windows are computed once, after the last of them.
   *
   * @param now UNIX milliseconds; the events may have been received long before
   * @return a verdict for each
   */
  public List<Verdict> apply(List<Event> events, long now) {
    if (events.size() == 1) {
      return List.of(apply(events.getFirst(), now));
    }
    List<Verdict> verdicts = events.stream().map(each -> add(each, now)).toList();
    if (verdicts.contains(Verdict.COUNTED)) {
      goals.forEach(this::fold);
    }
    return verdicts;
  }

  private Verdict add(Event event, long now) {
    long id = EventIds.of(event.eventId());
    if (timeline.holds(id, event.receivedAt())) {
      return Verdict.REPEATED;
    }
    state.received(event.receivedAt(), event.countedAt(), now);
    if (!state.counts(event.name())) {
      return Verdict.NOT_COUNTED;
    }
    TimelineEntry entry = new TimelineEntry(event.name(), event.countedAt());
    state.count(entry.name(), entry.at());
    timeline.append(new RecentEvent(entry, id, event.receivedAt()));
    return Verdict.COUNTED;
  }

  /**
   * Applies a fact about the profile.
   *
   * @param before the merged profile so far; null when there is none
   * @param now UNIX milliseconds; the fact may have been received long before
   * @return the merged profile
   */
  public CustomerProfile apply(
      CustomerFact.Upsert fact, @Nullable CustomerProfile before, long now) {
    boolean first = timeline.profile().isEmpty();
    ProfileUpdate.Change change = ProfileUpdate.apply(account, timeline.profile(), before, fact);
    long at = change.moment().at();
    boolean newest = state.isNewestChange(at);
    state.received(fact.receivedAt(), at, now);
    state.lastChangeAt = Math.max(state.lastChangeAt, at);
    boolean moved = state.created(timeline.profile().origin().countedAt());
    for (GoalRules rules : goals) {
      EnrolmentWindows track = first || moved ? null : current(rules);
      if (track == null) {
        fold(rules);
      } else {
        follow(rules, track, change, newest);
      }
    }
    new ProfileHistoryPruning(timeline.profile(), state, goals).makeRoom(this::whole);
    timeline.saveProfile();
    return change.profile();
  }

  /** Brings enrolments in line with the goals: computes the windows of new and changed goals. */
  public void reconcile() {
    for (GoalRules rules : goals) {
      if (current(rules) == null) {
        fold(rules);
      }
    }
  }

  /** Applies an event that nobody sent: changes the totals and the enrolments, not the timeline. */
  public void assume(TimelineEntry event) {
    state.count(event.name(), event.at());
    for (GoalRules rules : goals) {
      EnrolmentWindows track = current(rules);
      if (track != null) {
        GoalFold.newest(rules, timeline::profile, track, newest(rules, event));
      }
    }
  }

  private void follow(GoalRules rules, TimelineEntry event, boolean newest) {
    EnrolmentWindows track = current(rules);
    if (track == null) {
      fold(rules);
    } else if (newest && rules.concerns(event.name())) {
      GoalFold.newest(rules, timeline::profile, track, newest(rules, event));
    } else if (!LateEvents.absorb(rules, track, event)) {
      refold(rules, track, event.at());
    }
  }

  private void follow(
      GoalRules rules, EnrolmentWindows track, ProfileUpdate.Change change, boolean newest) {
    boolean decides = !Collections.disjoint(change.fields(), rules.decidingFields());
    boolean noted = !Collections.disjoint(change.fields(), NOTED);
    GoalWindow window = track.window();
    if (change.fillsGap() && (decides || noted)) {
      fold(rules);
    } else if (decides) {
      decide(rules, track, change, newest);
    } else if (noted && window != null && change.moment().at() <= window.openedAt()) {
      fold(rules);
    }
  }

  private void decide(
      GoalRules rules, EnrolmentWindows track, ProfileUpdate.Change change, boolean newest) {
    if (newest) {
      CustomerHistory withoutEvents =
          new CustomerHistory(state.createdAt(), timeline.profile(), state.firstEventAt, List.of());
      GoalFold.newest(rules, withoutEvents, track, change.moment(), targets(rules));
    } else {
      refold(rules, track, change.moment().at());
    }
  }

  private NewestEvent newest(GoalRules rules, TimelineEntry event) {
    long before = targets(rules) - (rules.isTarget(event.name()) ? 1 : 0);
    return new NewestEvent(event, state.lastEvents, before, state.firstEventAt);
  }

  /** Computes again the windows that a fact of an instant may have changed. */
  private void refold(GoalRules rules, EnrolmentWindows track, long at) {
    GoalWindow window = track.window();
    if (window == null || at <= window.openedAt()) {
      fold(rules);
    } else {
      put(
          rules,
          GoalFold.resumed(rules, track, timeline.history(window.openedAt()), targets(rules)));
    }
  }

  private long targets(GoalRules rules) {
    return rules.targetEvents().stream().mapToLong(state::total).sum();
  }

  private @Nullable EnrolmentWindows current(GoalRules rules) {
    Enrolment enrolment = state.enrolment(rules);
    return enrolment == null ? null : enrolment.track();
  }

  private EnrolmentWindows whole(GoalRules rules) {
    return GoalFold.whole(rules, timeline.history(Long.MIN_VALUE), current(rules));
  }

  private void fold(GoalRules rules) {
    put(rules, whole(rules));
  }

  private void put(GoalRules rules, EnrolmentWindows track) {
    Enrolment enrolment = state.enrolment(rules);
    if (enrolment == null) {
      state
          .goals()
          .compute(rules.goal().name(), (name, former) -> Enrolment.replacing(former, track));
    } else {
      enrolment.track(track);
    }
  }
}
