package com.traitly.processor.goals;

/** Takes events that are not the newest fact into a track, where that needs no history. Pure. */
public final class LateEvents {
  private LateEvents() {}

  /**
   * Takes an event in, or says that it cannot without other events: then nothing is changed, and
   * the track is to be folded.
   */
  public static boolean absorb(GoalRules rules, GoalTrack track, TimelineEntry event) {
    if (!rules.concerns(event.name())) {
      count(rules, track, event);
      return true;
    }
    GoalWindow window = track.window();
    if (window == null) {
      return !rules.isEntry(event.name());
    }
    return rules.precedesEntry(event, window.openedAt())
        ? absorbEarlier(rules, window, event)
        : absorbLater(rules, window, event);
  }

  /** Counts an event that no window's fate depends on, whenever it happened. */
  static void count(GoalRules rules, GoalTrack track, TimelineEntry event) {
    GoalWindow window = track.window();
    if (window != null) {
      window.active(event.at());
      if (rules.inside(window.openedAt(), event.at())) {
        window.add(event.name());
      }
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
    if (!rules.inside(window.openedAt(), event.at())) {
      return !mayOpen || event.at() == window.openedAt();
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
