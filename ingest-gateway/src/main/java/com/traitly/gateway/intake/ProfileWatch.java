package com.traitly.gateway.intake;

import com.traitly.contracts.model.CustomerProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the profile that results from one write. The profile may arrive before the write's
 * position is known, so profiles are kept until then. Thread-safe.
 */
public final class ProfileWatch {
  private final Map<String, CustomerProfile> early = new HashMap<>();
  private final CompletableFuture<CustomerProfile> profile = new CompletableFuture<>();
  private @Nullable String cause;

  /** Takes a profile of the customer, made from the record at a position. */
  public synchronized void heard(String place, CustomerProfile merged) {
    if (cause == null) {
      early.put(place, merged);
    } else if (cause.equals(place)) {
      profile.complete(merged);
    }
  }

  /** Completes with the profile made from the write at a position, or with a timeout. */
  synchronized CompletableFuture<CustomerProfile> of(String place, Duration atMost) {
    cause = place;
    CustomerProfile merged = early.get(place);
    if (merged != null) {
      profile.complete(merged);
    }
    early.clear();
    return profile.orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the wait because the write failed. */
  void cancel() {
    profile.cancel(false);
  }

  /** Completes when the wait has ended. */
  public CompletableFuture<CustomerProfile> ended() {
    return profile;
  }
}
