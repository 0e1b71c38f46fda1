package com.traitly.contracts.model;

import java.util.Locale;

/**
 * Something that operators should look into, as on {@code operator-events}.
 *
 * @param kind what happened
 * @param endpointId the endpoint concerned
 * @param failingSince UNIX milliseconds, start of the first attempt since which all have failed
 * @param percent share of the time after which an endpoint is disabled that has passed, in steps
 * @param reason one sentence
 * @param at UNIX milliseconds
 */
public record OperatorEvent(
    Kind kind, String endpointId, long failingSince, int percent, String reason, long at) {
  /** What can happen. */
  public enum Kind {
    /** Every attempt has failed for so long that it is worth a look. */
    WEBHOOK_FAILING,
    /** Nothing is sent until the endpoint is switched on again. */
    WEBHOOK_DISABLED;

    /** The name in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
