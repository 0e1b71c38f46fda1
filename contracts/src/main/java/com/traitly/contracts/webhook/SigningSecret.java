package com.traitly.contracts.webhook;

import org.jspecify.annotations.Nullable;

/**
 * A secret that deliveries to an endpoint are signed with.
 *
 * @param sealed the secret in {@code whsec_} form
 * @param until UNIX seconds up to which it signs; null for as long as it is not replaced
 */
public record SigningSecret(EncryptedText sealed, @Nullable Long until) {
  /** Whether it signs at this instant. */
  public boolean signsAt(long now) {
    return until == null || now < until;
  }

  /** The same secret, signing until {@code end} at the latest. */
  public SigningSecret noLongerThan(long end) {
    return new SigningSecret(sealed, until == null ? end : Math.min(until, end));
  }
}
