package com.traitly.sender.http;

import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.sender.TestSecrets;
import java.util.List;
import java.util.Set;

/** Endpoints of which only the destination matters. */
final class TestEndpoints {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private TestEndpoints() {}

  static Endpoint to(Destination destination) {
    return new Endpoint(
        "e1",
        TestSecrets.destination("e1", destination),
        new Endpoint.Interest(Set.of(), Set.of(), 0, EndpointFilter.NONE),
        true,
        1,
        0,
        true,
        false,
        List.of(TestSecrets.signing("e1", SECRET)),
        0,
        0,
        null);
  }
}
