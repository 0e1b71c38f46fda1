package com.traitly.processor.goals;

/**
 * Adds events that are not the newest fact to enrolment windows, where that needs no history. Such
 * an event was sent after all others, so at the instant of a window's opening it comes after the
 * opening. Stateless.
 */
public final class LateEvents {
  private LateEvents() {}

  /**
   * Adds an event if that needs no other events. Otherwise it returns false and changes nothing;
   * the windows must then be computed from the history.
   */
  public static boolean absorb(GoalRules rules, EnrolmentWindows track, TimelineEntry event) {
    GoalWindow window = track.window();
    if (!rules.concerns(event.name())) {
      if (window != null) {
        count(rules, window, event);
      }
      return true;
    }
    if (window == null) {
      return !rules.isEntry(event.name());
    }
    return event.at() < window.openedAt()
        ? absorbEarlier(rules, window, event)
        : absorbLater(rules, window, event);
  }

  /** Counts an event that can neither open nor reach a window, whenever it happened. */
  private static void count(GoalRules rules, GoalWindow window, TimelineEntry event) {
    window.active(event.at());
    if (event.at() >= window.openedAt() && event.at() < rules.end(window.openedAt())) {
      window.add(event.name());
    }
  }

  private static boolean absorbEarlier(GoalRules rules, GoalWindow window, TimelineEntry event) {
    if (rules.goal().reentersAlways() || rules.isEntry(event.name())) {
      return false;
    }
    window.active(event.at());
    window.targetBefore();
    return true;
  }

  private static boolean absorbLater(GoalRules rules, GoalWindow window, TimelineEntry event) {
    boolean mayOpen = rules.goal().reentersAlways() && rules.isEntry(event.name());
    if (event.at() >= rules.end(window.openedAt())) {
      return !mayOpen;
    }
    boolean reaches = mayReach(rules, window, event);
    if ((reaches && !reachesAlone(rules, event)) || (mayOpen && event.at() >= window.reachedAt())) {
      return false;
    }
    window.add(event.name());
    if (reaches) {
      window.reach(event.at());
    }
    return true;
  }

  private static boolean mayReach(GoalRules rules, GoalWindow window, TimelineEntry event) {
    return rules.isTarget(event.name())
        && event.at() < window.reachedAt()
        && window.count(event.name()) + 1 >= rules.needed(event.name());
  }

  private static boolean reachesAlone(GoalRules rules, TimelineEntry event) {
    return !rules.goal().reentersAlways() && rules.needed(event.name()) == 1;
  }
}
