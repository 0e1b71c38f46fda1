package com.traitly.contracts.webhook;

import com.traitly.contracts.model.AccountKey;
import java.util.HashMap;
import java.util.Map;

/**
 * The sender's word that an endpoint is not to be tried any more.
 *
 * @param activation which of the endpoint's activations this ends
 * @param reason one sentence
 * @param at UNIX milliseconds
 */
public record EndpointDisabling(int activation, String reason, long at) {
  /** Whether this holds for the endpoint as it is now: not when it was switched on since. */
  public boolean ends(Endpoint endpoint) {
    return endpoint.activation() == activation;
  }

  /** Endpoints as they stand: those that a disabling ends show as not enabled. */
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
