package com.traitly.contracts.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A receiver's address and what it wants to hear.
 *
 * @param id ours, unique within the account
 * @param url http or https
 * @param objects which announcements: {@code goal-propensity-change}, {@code
 *     recommended-next-actions}
 * @param goalNames which goals, or {@code *} for all
 * @param coalesceLatest whether a waiting message gives way to a newer one of the same customer,
 *     goal and object
 * @param maxInFlight how many requests may be open at once
 * @param rateLimit deliveries per second, 0 for no limit
 * @param headers sent in addition to ours
 * @param enabled whether deliveries are attempted
 * @param secrets signing secrets in {@code whsec_} form, newest first
 * @param createdAt UNIX seconds
 */
public record Endpoint(
    String id,
    String url,
    Set<String> objects,
    Set<String> goalNames,
    boolean coalesceLatest,
    int maxInFlight,
    int rateLimit,
    Map<String, String> headers,
    boolean enabled,
    List<String> secrets,
    long createdAt) {
  /** Stands for every goal in {@link #goalNames}. */
  public static final String ALL_GOALS = "*";

  /** Whether this endpoint wants announcements of this kind about this goal. */
  public boolean wants(String object, String goalName) {
    return objects.contains(object)
        && (goalNames.contains(ALL_GOALS) || goalNames.contains(goalName));
  }
}
