package com.traitly.platform.auth;

import org.jspecify.annotations.Nullable;

/** Identifies the caller by the {@code Authorization} header. Implementations are thread-safe. */
@FunctionalInterface
public interface Authenticator {
  /**
   * The caller.
   *
   * @param authorization the header's value, null when absent
   * @throws com.traitly.contracts.error.ApiException {@code missing_token}, {@code unknown_token},
   *     or {@code unavailable} while the keys are not loaded
   */
  Caller authenticate(@Nullable String authorization);
}
