package com.traitly.contracts.model;

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
}
