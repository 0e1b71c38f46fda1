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
 * @param windowEnd UNIX milliseconds, its end; null where the goal is gone
 * @param inferred whether the profile at entry is not known but taken from a later fact
 * @param at UNIX milliseconds it happened at
 */
public record GoalTransition(
    String goalName,
    long goalVersion,
    Kind kind,
    long windowStart,
    @Nullable Long windowEnd,
    boolean inferred,
    long at) {
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
