package com.traitly.contracts.webhook;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which announcements an endpoint wants, by what they say.
 *
 * @param above a likelihood has to be greater; null for any
 * @param below a likelihood has to be less; null for any
 * @param firstActions the action recommended first has to be one of these; empty for any
 */
public record EndpointFilter(
    @Nullable Double above, @Nullable Double below, Set<String> firstActions) {
  /** Everything passes. */
  public static final EndpointFilter NONE = new EndpointFilter(null, null, Set.of());

  /** Whether a likelihood is to be told. */
  public boolean takes(double likelihood) {
    return (above == null || likelihood > above) && (below == null || likelihood < below);
  }

  /** Whether a list is to be told that begins with this action; null when it is empty. */
  public boolean takesFirst(@Nullable String action) {
    return firstActions.isEmpty() || (action != null && firstActions.contains(action));
  }

  /** Whether it says anything about likelihoods. */
  public boolean onLikelihood() {
    return above != null || below != null;
  }
}
