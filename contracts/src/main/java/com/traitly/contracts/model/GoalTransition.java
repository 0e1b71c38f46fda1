package com.traitly.contracts.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A customer's move through a goal, as announced on {@code goal-lifecycle}.
 *
 * @param goalName which goal
 * @param goalVersion its version at that time
 * @param kind what happened
 * @param windowStart UNIX milliseconds, start of the goal window
 * @param windowEnd UNIX milliseconds, its end; null when the goal no longer exists
 * @param inferred whether the profile at entry is unknown and taken from a later fact
 * @param at when it happened, UNIX milliseconds
 */
public record GoalTransition(
    String goalName,
    long goalVersion,
    Kind kind,
    long windowStart,
    @Nullable Long windowEnd,
    boolean inferred,
    long at) {
  /** The kinds of move. */
  public enum Kind {
    ENTERED,
    REACHED,
    EXPIRED,
    LEFT;

    /** The name in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
