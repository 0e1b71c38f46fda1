package com.traitly.contracts.webhook;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's address and what it wants to hear.
 *
 * @param id ours, unique within the account
 * @param destination where deliveries go
 * @param interest which announcements
 * @param coalesceLatest whether a waiting message gives way to a newer one of the same customer,
 *     goal and object
 * @param maxInFlight how many requests may be open at once
 * @param rateLimit deliveries per second, 0 for no limit
 * @param enabled whether it is in use at all: off by its owner, or because it failed for too long
 * @param paused whether its deliveries wait until it is resumed; none is lost
 * @param secrets what deliveries are signed with, newest first
 * @param createdAt UNIX seconds
 * @param activation how many times it was switched on again: what ends one activation and comes
 *     late cannot undo a later switch
 */
public record Endpoint(
    String id,
    EncryptedDestination destination,
    Interest interest,
    boolean coalesceLatest,
    int maxInFlight,
    int rateLimit,
    boolean enabled,
    boolean paused,
    List<SigningSecret> secrets,
    long createdAt,
    int activation) {
  /** Stands for every goal in {@link Interest#goalNames}. */
  public static final String ALL_GOALS = "*";

  /**
   * Which announcements an endpoint wants.
   *
   * @param objects which kinds: {@code goal-propensity-change}, {@code recommended-next-actions}
   * @param goalNames which goals, or {@code *} for all
   * @param minDelta how far a likelihood has to have moved from the one last sent to this endpoint;
   *     0 for every announced change
   * @param filter by content
   */
  public record Interest(
      Set<String> objects, Set<String> goalNames, double minDelta, EndpointFilter filter) {
    /** Everything of these kinds about these goals. */
    public static Interest in(Set<String> objects, Set<String> goalNames) {
      return new Interest(objects, goalNames, 0, EndpointFilter.NONE);
    }
  }

  /** Whether this endpoint wants announcements of this kind about this goal. */
  public boolean wants(String object, String goalName) {
    return interest.objects().contains(object)
        && (interest.goalNames().contains(ALL_GOALS) || interest.goalNames().contains(goalName));
  }

  /** Whether deliveries are attempted now. */
  public boolean delivers() {
    return enabled && !paused;
  }

  /** Until when an earlier secret signs too, UNIX seconds; null when none does. */
  public @Nullable Long overlapUntil() {
    Long latest = null;
    for (SigningSecret each : secrets) {
      if (each.until() != null && (latest == null || each.until() > latest)) {
        latest = each.until();
      }
    }
    return latest;
  }

  /** The same endpoint, switched off or, with a new activation, on. */
  public Endpoint switched(boolean on) {
    return with(on, paused, on ? activation + 1 : activation);
  }

  /** The same endpoint, its deliveries waiting or going on. */
  public Endpoint withPaused(boolean waiting) {
    return with(enabled, waiting, activation);
  }

  /** The same endpoint with another destination and other secrets. */
  public Endpoint with(EncryptedDestination other, List<SigningSecret> others) {
    return new Endpoint(
        id,
        other,
        interest,
        coalesceLatest,
        maxInFlight,
        rateLimit,
        enabled,
        paused,
        List.copyOf(others),
        createdAt,
        activation);
  }

  private Endpoint with(boolean on, boolean waiting, int times) {
    return new Endpoint(
        id,
        destination,
        interest,
        coalesceLatest,
        maxInFlight,
        rateLimit,
        on,
        waiting,
        secrets,
        createdAt,
        times);
  }
}
