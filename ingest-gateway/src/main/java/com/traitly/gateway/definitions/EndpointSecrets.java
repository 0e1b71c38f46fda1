package com.traitly.gateway.definitions;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.webhook.EncryptedDestination;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.SigningSecret;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.platform.secret.MasterKeys;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Generates the secrets that sign deliveries, and encrypts them and the destination. Thread-safe.
 */
final class EndpointSecrets {
  /** How many secrets may sign at once: each one lengthens the header of every delivery. */
  static final int MOST = 5;

  private static final int BYTES = 32;

  private final MasterKeys keys;
  private final SecureRandom random = new SecureRandom();

  EndpointSecrets(MasterKeys keys) {
    this.keys = keys;
  }

  /** A new secret in the form of Standard Webhooks. */
  String generate() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }

  /** Encrypts a secret for storage; it can be decrypted only for this endpoint. */
  SigningSecret seal(String secret, String endpointId) {
    return new SigningSecret(keys.seal(secret, endpointId), null);
  }

  /** Encrypts a destination; it can be decrypted only as the destination of this endpoint. */
  EncryptedDestination seal(Destination destination, String endpointId) {
    return destination.sealed(text -> keys.seal(text, Destination.owner(endpointId)));
  }

  /** Decrypts an endpoint's destination. */
  Destination open(Endpoint endpoint) {
    return Destination.open(endpoint, keys::open);
  }

  /**
   * Puts a new secret first; the earlier ones keep signing during the overlap.
   *
   * @param now UNIX seconds
   * @param overlap seconds; 0 stops the earlier ones at once
   * @throws ApiException {@code conflict} when too many would sign at once
   */
  static List<SigningSecret> rotated(
      List<SigningSecret> before, SigningSecret newest, long now, int overlap) {
    List<SigningSecret> after = new ArrayList<>();
    after.add(newest);
    before.stream()
        .map(each -> each.noLongerThan(now + overlap))
        .filter(each -> each.signsAt(now))
        .forEach(after::add);
    if (after.size() > MOST) {
      throw ApiException.of(
          ErrorCode.CONFLICT,
          "%d secrets sign already, the most there may be: wait until an overlap ends, or send overlap_seconds 0 to end them all"
              .formatted(MOST));
    }
    return after;
  }
}
