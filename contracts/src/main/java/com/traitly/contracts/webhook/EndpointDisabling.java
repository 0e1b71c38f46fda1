package com.traitly.contracts.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.traitly.contracts.model.AccountKey;
import java.util.HashMap;
import java.util.Map;

/**
 * The webhook-sender's decision to disable an endpoint.
 *
 * @param activation the activation of the endpoint that this ends
 * @param reason one sentence
 * @param at UNIX milliseconds
 */
public record EndpointDisabling(int activation, String reason, @JsonProperty("at_ms") long at) {
  /** Whether this applies to the endpoint as it is now: not when it was switched on since. */
  public boolean ends(Endpoint endpoint) {
    return endpoint.activation() == activation;
  }

  /** The defined endpoints, with those switched off that a disabling ends. */
  public static Map<AccountKey, Endpoint> applied(
      Map<AccountKey, Endpoint> defined, Map<AccountKey, EndpointDisabling> disablings) {
    Map<AccountKey, Endpoint> standing = new HashMap<>(defined);
    disablings.forEach((key, disabling) ->
        standing.computeIfPresent(
            key,
            (same, endpoint) -> disabling.ends(endpoint) ? endpoint.switched(false) : endpoint));
    return standing;
  }
}
