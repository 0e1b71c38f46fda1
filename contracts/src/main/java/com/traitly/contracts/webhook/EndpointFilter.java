package com.traitly.contracts.webhook;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which announcements an endpoint wants, by their content.
 *
 * @param above the likelihood must be greater than this; null for any
 * @param below the likelihood must be less than this; null for any
 * @param firstActions the action recommended first must be one of these; empty for any
 */
public record EndpointFilter(
    @Nullable Double above, @Nullable Double below, Set<String> firstActions) {
  /** Lets everything pass. */
  public static final EndpointFilter NONE = new EndpointFilter(null, null, Set.of());

  /** Whether an announcement of this likelihood passes. */
  public boolean takes(double likelihood) {
    return (above == null || likelihood > above) && (below == null || likelihood < below);
  }

  /** Whether a list that begins with this action passes; null stands for an empty list. */
  public boolean takesFirst(@Nullable String action) {
    return firstActions.isEmpty() || (action != null && firstActions.contains(action));
  }

  /** Whether it has a condition on likelihoods. */
  public boolean onLikelihood() {
    return above != null || below != null;
  }
}
