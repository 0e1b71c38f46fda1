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

/** Makes the secrets that deliveries are signed with, and seals all that is secret. Thread-safe. */
final class EndpointSecrets {
  /** How many may sign at once: each makes the header of every delivery longer. */
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

  /** As it is stored with its endpoint, and opens with no other. */
  SigningSecret seal(String secret, String endpointId) {
    return new SigningSecret(keys.seal(secret, endpointId), null);
  }

  /** Seals where an endpoint is; it opens as that alone. */
  EncryptedDestination seal(Destination destination, String endpointId) {
    return destination.sealed(text -> keys.seal(text, Destination.owner(endpointId)));
  }

  /** Where an endpoint is. */
  Destination open(Endpoint endpoint) {
    return Destination.open(endpoint, keys::open);
  }

  /**
   * Puts a new secret first; those before it go on signing for a while.
   *
   * @param now UNIX seconds
   * @param overlap seconds; 0 to have them stop at once
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
