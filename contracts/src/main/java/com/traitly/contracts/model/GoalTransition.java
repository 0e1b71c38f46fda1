package com.traitly.contracts.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.traitly.contracts.json.WholeSeconds;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A customer's move through a goal, as announced on {@code goal-lifecycle}.
 *
 * @param account the customer's account
 * @param goalName which goal
 * @param goalVersion its version at that time
 * @param kind what happened
 * @param windowStart UNIX milliseconds, start of the goal window
 * @param windowEnd UNIX milliseconds, its end; null when the goal no longer exists
 * @param inferred whether the profile at entry is unknown and taken from a later fact
 * @param at when it happened, UNIX milliseconds
 */
public record GoalTransition(
    String account,
    String customerId,
    String goalName,
    long goalVersion,
    @JsonProperty("transition") Kind kind,
    @WholeSeconds long windowStart,
    @JsonProperty("goal_ends_at") @WholeSeconds @Nullable Long windowEnd,
    boolean inferred,
    @JsonProperty("timestamp") @WholeSeconds long at) {
  /** A leaving without the window's end, which belonged to a version whose rules are gone. */
  public static GoalTransition left(
      AccountKey customer, String goalName, long version, long openedAt, long now) {
    return new GoalTransition(
        customer.account(),
        customer.id(),
        goalName,
        version,
        Kind.LEFT,
        openedAt,
        null,
        false,
        now);
  }

  /** The kinds of move. */
  public enum Kind {
    ENTERED,
    REACHED,
    EXPIRED,
    LEFT;

    /** The name in JSON. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
