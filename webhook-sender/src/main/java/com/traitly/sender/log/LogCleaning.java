package com.traitly.sender.log;

import com.traitly.contracts.model.AccountKey;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Removes attempts that the log has kept long enough, one endpoint at a time and in bounded steps,
 * so that it never holds up deliveries. Only the stream thread may call it.
 */
final class LogCleaning {
  /** How long attempts are kept. */
  static final Duration KEPT = Duration.ofDays(30);

  static final int MOST_A_STEP = 500;

  private final AttemptLog log;
  private final Predicate<AccountKey> exists;
  private @Nullable AccountKey at;

  /**
   * Cleaning of one task's log.
   *
   * @param exists whether an endpoint still exists; nothing is kept of one that does not
   */
  LogCleaning(AttemptLog log, Predicate<AccountKey> exists) {
    this.log = log;
    this.exists = exists;
  }

  /** Continues where the last step ended; begins anew after the last endpoint. */
  void step(long now) {
    if (at == null) {
      at = log.endpointAfter(null);
    }
    AccountKey endpoint = at;
    if (endpoint != null) {
      long before = exists.test(endpoint) ? now - KEPT.toMillis() : Long.MAX_VALUE;
      if (log.clear(endpoint, before, MOST_A_STEP) < MOST_A_STEP) {
        at = log.endpointAfter(endpoint);
      }
    }
  }
}
