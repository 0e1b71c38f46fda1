package com.traitly.sender;

import com.traitly.contracts.webhook.EncryptedDestination;
import com.traitly.contracts.webhook.SigningSecret;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.platform.config.Config;
import com.traitly.platform.secret.MasterKeys;
import java.util.Map;

/** One master key for all tests, and what is encrypted under it. */
public final class TestSecrets {
  public static final MasterKeys KEYS =
      MasterKeys.of(Config.of(Map.of("TRAITLY_SECRET_KEY", MasterKeys.generate())));

  private TestSecrets() {}

  /** A destination of an endpoint as it is stored. */
  public static EncryptedDestination destination(String endpointId, Destination destination) {
    return destination.sealed(text -> KEYS.seal(text, Destination.owner(endpointId)));
  }

  /** A secret that an endpoint's deliveries are signed with. */
  public static SigningSecret signing(String endpointId, String secret) {
    return new SigningSecret(KEYS.seal(secret, endpointId), null);
  }
}
