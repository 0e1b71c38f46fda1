package com.traitly.contracts.model;

import java.util.Locale;

/**
 * Something the people who run the product should look into, as on {@code operator-events}.
 *
 * @param kind what happened
 * @param endpointId the endpoint it happened to
 * @param failingSince UNIX milliseconds, start of the first of the attempts that all failed
 * @param percent how much of the time after which an endpoint is disabled has passed, in steps
 * @param reason one sentence
 * @param at UNIX milliseconds
 */
public record OperatorEvent(
    Kind kind, String endpointId, long failingSince, int percent, String reason, long at) {
  /** What can happen. */
  public enum Kind {
    /** Every attempt fails, and for so long that it is worth a look. */
    WEBHOOK_FAILING,
    /** Nothing is sent any more until the endpoint is switched on again. */
    WEBHOOK_DISABLED;

    /** As it stands in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
