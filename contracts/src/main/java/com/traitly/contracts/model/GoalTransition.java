package com.traitly.contracts.model;

import java.util.Locale;

/**
 * A customer's move through a goal, as announced on {@code goal-lifecycle}.
 *
 * @param goalName which goal
 * @param goalVersion its version at that time
 * @param kind what happened
 * @param windowStart UNIX seconds, start of the goal window
 * @param at UNIX seconds it happened at
 */
public record GoalTransition(
    String goalName, long goalVersion, Kind kind, long windowStart, long at) {
  /** The moves there are. */
  public enum Kind {
    ENTERED,
    REACHED,
    EXPIRED,
    LEFT;

    /** As it stands in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
