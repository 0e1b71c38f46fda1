package com.traitly.processor.goals;

import com.traitly.processor.goals.GoalWindow.Opening;
import com.traitly.processor.goals.ProfileHistory.Moment;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds a customer's facts to enrolment windows, one after the other in the order in which they
 * happened: each opens a window, reaches or counts in the open one, or does nothing. Belongs to one
 * fold.
 */
final class EnrolmentWindowsBuilder {
  private final GoalRules rules;
  private final Supplier<ProfileHistory> profile;
  private final long firstEventAt;
  private final EnrolmentWindows track;
  private long targetTotal;
  private boolean meets;

  /**
   * A builder that continues existing enrolment windows.
   *
   * @param firstEventAt when the customer first did something
   * @param targetTotal how many target events were added already
   * @param meets whether the profile already meets the condition of entry by profile change
   */
  EnrolmentWindowsBuilder(
      GoalRules rules,
      Supplier<ProfileHistory> profile,
      long firstEventAt,
      EnrolmentWindows track,
      long targetTotal,
      boolean meets) {
    this.rules = rules;
    this.profile = profile;
    this.firstEventAt = firstEventAt;
    this.track = track;
    this.targetTotal = targetTotal;
    this.meets = meets;
  }

  void create(long at) {
    ProfileView view = profile.get().atCreation(at);
    if (rules.entersOnCreation() || (moves(view) && mayEnter(at))) {
      enter(at, 0, view);
    }
  }

  void change(Moment moment) {
    ProfileView view = profile.get().at(moment);
    GoalWindow window = track.window();
    if (window != null && moment.at() < rules.end(window.openedAt()) && rules.reachedBy(view)) {
      window.reach(moment.at());
    }
    if (moves(view) && mayEnter(moment.at())) {
      enter(moment.at(), moment.fact(), view);
    }
  }

  /** Adds that the profile came to meet the condition of entry by a fact that is no longer kept. */
  void opened(long at) {
    meets = true;
    if (mayEnter(at)) {
      enter(at, 0, profile.get().at(at));
    }
  }

  /** Adds that the profile reached the goal at this instant by a fact that is no longer kept. */
  void decided(long reachedAt) {
    GoalWindow window = track.window();
    if (window != null && reachedAt < rules.end(window.openedAt())) {
      window.reach(reachedAt);
    }
  }

  /**
   * Adds an event that the goal is {@link GoalRules#concerns concerned} with.
   *
   * @param place its place among the customer's events of the same instant, from 1
   */
  void happen(TimelineEntry event, int place) {
    long at = event.at();
    targetTotal += rules.isTarget(event.name()) ? 1 : 0;
    GoalWindow window = track.window();
    if (window != null && at < rules.end(window.openedAt())) {
      countInside(window, event);
    }
    if (rules.isEntry(event.name()) && mayEnter(at)) {
      GoalWindow opened = enter(at, place, profile.get().at(at));
      if (opened != null && rules.opensInside()) {
        opened.add(event.name());
      }
    }
  }

  /**
   * Counts the events that can neither open nor reach a window into the newest window.
   *
   * @param events in time order, all those at the window's opening included
   */
  void countOthers(List<TimelineEntry> events) {
    GoalWindow window = track.window();
    if (window == null) {
      return;
    }
    int outside = rules.outside(window);
    for (TimelineEntry event : events) {
      boolean atOpening = event.at() == window.openedAt();
      boolean inside =
          event.at() >= window.openedAt()
              && event.at() < rules.end(window.openedAt())
              && !(atOpening && outside > 0);
      outside -= atOpening ? 1 : 0;
      if (inside && !rules.concerns(event.name())) {
        window.add(event.name());
      }
    }
  }

  /** Whether the profile now meets the condition of entry and did not meet it before. */
  private boolean moves(ProfileView view) {
    boolean before = meets;
    meets = rules.meets(view);
    return meets && !before;
  }

  private void countInside(GoalWindow window, TimelineEntry event) {
    window.add(event.name());
    if (rules.isTarget(event.name()) && rules.reachedBy(window)) {
      window.reach(event.at());
    }
  }

  /** Whether a customer may enter: only once at an instant, since its start identifies a window. */
  private boolean mayEnter(long at) {
    GoalWindow window = track.window();
    return window == null
        || (rules.goal().reentersAlways()
            && at > window.openedAt()
            && (window.reached() || at >= rules.end(window.openedAt())));
  }

  private @Nullable GoalWindow enter(long at, int by, ProfileView view) {
    boolean inferred = rules.isInferred(view);
    Long decided = track.decided().get(at);
    boolean admitted =
        decided == null
            ? rules.admits(view) && !rules.reachedBy(view)
            : decided != EnrolmentWindows.REFUSED;
    if (!admitted) {
      track.undecided(track.undecided() || inferred);
      track.refuse(at);
      return null;
    }
    BigDecimal payment = view.value(ProfileField.PAYMENT).number();
    EntryFacts facts =
        new EntryFacts(
            Math.min(firstEventAt, at),
            track.windowsSoFar(),
            track.reachedSoFar(),
            targetTotal,
            payment == null ? 0 : Math.max(0, payment.doubleValue()),
            view.plan());
    GoalWindow opened = GoalWindow.opened(new Opening(at, by, inferred), facts);
    track.open(opened);
    return opened;
  }
}
