package com.traitly.sender.http;

import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.SigningSecret;
import com.traitly.contracts.wire.webhook.Destination;
import java.util.List;
import java.util.Set;

/** Endpoints of which only the destination matters. */
final class TestEndpoints {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private TestEndpoints() {}

  static Endpoint to(Destination destination) {
    return new Endpoint(
        "e1",
        destination.sealed(EncryptedText::plain),
        Endpoint.Interest.in(Set.of(), Set.of()),
        true,
        1,
        0,
        true,
        false,
        List.of(new SigningSecret(EncryptedText.plain(SECRET), null)),
        0,
        0);
  }
}
