package com.traitly.gateway.intake;

import com.traitly.contracts.model.CustomerProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the profile that one write leads to. The profile may come before the write's place is
 * known, so what is heard until then is kept. Thread-safe.
 */
public final class ProfileWatch {
  private final Map<String, CustomerProfile> early = new HashMap<>();
  private final CompletableFuture<CustomerProfile> profile = new CompletableFuture<>();
  private @Nullable String cause;

  /** A profile of the customer, made from the record at a place. */
  public synchronized void heard(String place, CustomerProfile merged) {
    if (cause == null) {
      early.put(place, merged);
    } else if (cause.equals(place)) {
      profile.complete(merged);
    }
  }

  /** The profile made from the write at a place, or a timeout. */
  synchronized CompletableFuture<CustomerProfile> of(String place, Duration atMost) {
    cause = place;
    CustomerProfile merged = early.get(place);
    if (merged != null) {
      profile.complete(merged);
    }
    early.clear();
    return profile.orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The write failed: nothing will come. */
  void cancel() {
    profile.cancel(false);
  }

  /** Completes when nobody waits any more. */
  public CompletableFuture<CustomerProfile> ended() {
    return profile;
  }
}
