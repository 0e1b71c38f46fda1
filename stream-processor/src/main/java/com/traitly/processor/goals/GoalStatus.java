package com.traitly.processor.goals;

/** The status of a window at an instant; never stored, because the clock alone can change it. */
public enum GoalStatus {
  ACTIVE,
  REACHED,
  EXPIRED;

  /** The status of a window at an instant, UNIX milliseconds. */
  public static GoalStatus of(GoalRules rules, GoalWindow window, long now) {
    if (window.reached()) {
      return REACHED;
    }
    return now >= rules.end(window.openedAt()) ? EXPIRED : ACTIVE;
  }
}
