package com.traitly.processor.goals;

import static java.util.Objects.requireNonNull;

import com.traitly.processor.goals.ProfileHistory.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Folds a customer's facts, in the order in which they happened, into the goal windows they make.
 * At one instant the customer is created first, then the profile changes, then events happen;
 * changes and events each in the order sent.
 *
 * <p>The whole fold is a pure function of the set of facts: order of arrival and repetition do not
 * matter. A fact that is newer than all others can be folded alone, and one that is newer than the
 * newest window's opening from there, with the same result.
 */
public final class GoalFold {
  private GoalFold() {}

  private enum Kind {
    CREATION,
    CHANGE,
    OPENED,
    DECIDED,
    EVENT
  }

  /** A fact that may open or reach a window; {@code order} sorts those of one instant and kind. */
  private record Step(long at, Kind kind, int order) {
    static final Comparator<Step> ORDER =
        Comparator.comparingLong(Step::at).thenComparing(Step::kind).thenComparingInt(Step::order);

    static Step of(Moment change) {
      return new Step(change.at(), Kind.CHANGE, change.fact());
    }
  }

  /**
   * An event that is newer than every other fact.
   *
   * @param entry the event
   * @param place its place among the customer's events of the same instant, from 1
   * @param targetsBefore how many target events there were before this one
   * @param firstEventAt when the customer first did something, this event included
   */
  public record NewestEvent(
      TimelineEntry entry, int place, long targetsBefore, long firstEventAt) {}

  /**
   * The enrolment windows that all facts together make.
   *
   * @param before enrolment windows whose {@link EnrolmentWindows#decided} entries stay as they
   *     are; null for none
   */
  public static EnrolmentWindows whole(
      GoalRules rules, CustomerHistory history, @Nullable EnrolmentWindows before) {
    long version = rules.goal().version();
    EnrolmentWindows track =
        before == null || before.version() != version
            ? new EnrolmentWindows(version)
            : before.blank();
    List<Step> steps = new ArrayList<>();
    history.createdAt().ifPresent(at -> steps.add(new Step(at, Kind.CREATION, 0)));
    history.profile().moments(rules.decidingFields()).forEach(each -> steps.add(Step.of(each)));
    addTo(steps, rules, track, history.events(), 0);
    fold(
        steps,
        history.events(),
        new EnrolmentWindowsBuilder(
            rules, history::profile, history.firstEventAt(), track, 0, false));
    return track;
  }

  /**
   * The same enrolment windows, computed again from the opening of the newest one: what happened
   * before must be in them already.
   *
   * @param history the events since that instant, inclusive, and all other facts
   * @param targets how many target events there are in all
   */
  public static EnrolmentWindows resumed(
      GoalRules rules, EnrolmentWindows before, CustomerHistory history, long targets) {
    EnrolmentWindows track = before.resumed();
    GoalWindow window = requireNonNull(track.window());
    List<TimelineEntry> events = history.events();
    int outside = rules.outside(window);
    long later = events.stream().skip(outside).filter(e -> rules.isTarget(e.name())).count();
    List<Step> steps = new ArrayList<>();
    // A customer may count as created after facts about them.
    history
        .createdAt()
        .ifPresent(at -> {
          if (at > window.openedAt()) {
            steps.add(new Step(at, Kind.CREATION, 0));
          }
        });
    for (Moment each : history.profile().moments(rules.decidingFields())) {
      if (isBehind(rules, window, each)) {
        steps.add(Step.of(each));
      }
    }
    addTo(steps, rules, track, events, outside);
    fold(
        steps,
        events,
        new EnrolmentWindowsBuilder(
            rules, history::profile, history.firstEventAt(), track, targets - later, true));
    return track;
  }

  /** Adds an event that is newer than every other fact to enrolment windows. */
  public static void newest(
      GoalRules rules,
      Supplier<ProfileHistory> profile,
      EnrolmentWindows track,
      NewestEvent event) {
    new EnrolmentWindowsBuilder(
            rules, profile, event.firstEventAt(), track, event.targetsBefore(), true)
        .happen(event.entry(), event.place());
  }

  /**
   * Adds a change of the profile that is newer than every other fact to enrolment windows.
   *
   * @param targets how many target events there are
   */
  public static void newest(
      GoalRules rules,
      CustomerHistory history,
      EnrolmentWindows track,
      Moment change,
      long targets) {
    ProfileView before = history.profile().at(new Moment(change.at(), change.fact() - 1));
    new EnrolmentWindowsBuilder(
            rules, history::profile, history.firstEventAt(), track, targets, rules.meets(before))
        .change(change);
  }

  /** Whether a change of the profile comes after the opening of a window. */
  private static boolean isBehind(GoalRules rules, GoalWindow window, Moment change) {
    if (change.at() != window.openedAt()) {
      return change.at() > window.openedAt();
    }
    return rules.entersOnCreation()
        || (rules.entersOnChange() && change.fact() > window.openedBy());
  }

  /** Adds the events that the goal is concerned with, from an index on, and earlier decisions. */
  private static void addTo(
      List<Step> steps,
      GoalRules rules,
      EnrolmentWindows track,
      List<TimelineEntry> events,
      int from) {
    for (int i = from; i < events.size(); i++) {
      if (rules.concerns(events.get(i).name())) {
        steps.add(new Step(events.get(i).at(), Kind.EVENT, i));
      }
    }
    track
        .decided()
        .forEach((openedAt, reachedAt) -> {
          if (reachedAt != EnrolmentWindows.REFUSED && rules.entersOnChange()) {
            steps.add(new Step(openedAt, Kind.OPENED, 0));
          }
          if (reachedAt != EnrolmentWindows.REFUSED && reachedAt != GoalWindow.NOT_REACHED) {
            steps.add(new Step(reachedAt, Kind.DECIDED, 0));
          }
        });
  }

  private static void fold(
      List<Step> steps, List<TimelineEntry> events, EnrolmentWindowsBuilder builder) {
    steps.sort(Step.ORDER);
    int first = 0;
    for (Step step : steps) {
      first = firstSince(step.at(), events, first);
      switch (step.kind()) {
        case CREATION -> builder.create(step.at());
        case CHANGE -> builder.change(new Moment(step.at(), step.order()));
        case OPENED -> builder.opened(step.at());
        case DECIDED -> builder.decided(step.at());
        case EVENT -> builder.happen(events.get(step.order()), step.order() - first + 1);
      }
    }
    builder.countOthers(events);
  }

  /** The index of the first event at or after an instant, searched from an index on. */
  private static int firstSince(long at, List<TimelineEntry> events, int from) {
    int first = from;
    while (first < events.size() && events.get(first).at() < at) {
      first++;
    }
    return first;
  }
}
