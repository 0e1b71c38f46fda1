package com.traitly.contracts.webhook;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's address and the announcements that it wants.
 *
 * @param id our id, unique within the account
 * @param destination where deliveries go
 * @param interest which announcements
 * @param coalesceLatest whether a newer delivery replaces a waiting one of the same customer, goal
 *     and object
 * @param maxInFlight how many requests may be open at once
 * @param rateLimit deliveries per second, 0 for no limit
 * @param enabled whether it is in use: its owner may switch it off, or it failed for too long
 * @param paused whether its deliveries wait until it is resumed; none is lost
 * @param secrets what deliveries are signed with, newest first
 * @param createdAt UNIX seconds
 * @param activation how often it was switched on again, so that a late disabling of an earlier
 *     activation cannot undo a later switch
 * @param listenUntil until when the endpoint exists unless its listener shows up again, UNIX
 *     seconds; null for an endpoint at a URL. Deliveries to a listener go over its connection, and
 *     the URL only says where it forwards them.
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
    int activation,
    @Nullable Long listenUntil) {
  /** Matches every goal in {@link Interest#goalNames}. */
  public static final String ALL_GOALS = "*";

  /**
   * Which announcements an endpoint wants.
   *
   * @param objects which kinds: {@code goal-propensity-change}, {@code recommended-next-actions}
   * @param goalNames which goals, or {@code *} for all
   * @param minDelta how far the likelihood must have moved from the one last sent to this endpoint;
   *     0 for every announced change
   * @param filter conditions on the content
   */
  public record Interest(
      Set<String> objects, Set<String> goalNames, double minDelta, EndpointFilter filter) {}

  /** Whether this endpoint wants announcements of this kind about this goal. */
  public boolean wants(String object, String goalName) {
    return interest.objects().contains(object)
        && (interest.goalNames().contains(ALL_GOALS) || interest.goalNames().contains(goalName));
  }

  /** Whether deliveries are attempted now. */
  public boolean delivers() {
    return enabled && !paused;
  }

  /** Until when an earlier secret also signs, UNIX seconds; null when none does. */
  public @Nullable Long overlapUntil() {
    Long latest = null;
    for (SigningSecret each : secrets) {
      if (each.until() != null && (latest == null || each.until() > latest)) {
        latest = each.until();
      }
    }
    return latest;
  }

  /** Whether deliveries go to a listener instead of a URL. */
  public boolean hasListener() {
    return listenUntil != null;
  }

  /** The same endpoint for a listener, which exists until then. */
  public Endpoint listeningUntil(long until) {
    return with(destination, secrets, enabled, paused, activation, until);
  }

  /** The same endpoint, switched off, or switched on with a new activation. */
  public Endpoint switched(boolean on) {
    int times = on ? activation + 1 : activation;
    return with(destination, secrets, on, paused, times, listenUntil);
  }

  /** The same endpoint with its deliveries paused or resumed. */
  public Endpoint withPaused(boolean waiting) {
    return with(destination, secrets, enabled, waiting, activation, listenUntil);
  }

  /** The same endpoint with another destination and other secrets. */
  public Endpoint with(EncryptedDestination other, List<SigningSecret> others) {
    return with(other, others, enabled, paused, activation, listenUntil);
  }

  private Endpoint with(
      EncryptedDestination where,
      List<SigningSecret> signing,
      boolean on,
      boolean waiting,
      int times,
      @Nullable Long until) {
    return new Endpoint(
        id,
        where,
        interest,
        coalesceLatest,
        maxInFlight,
        rateLimit,
        on,
        waiting,
        List.copyOf(signing),
        createdAt,
        times,
        until);
  }
}
