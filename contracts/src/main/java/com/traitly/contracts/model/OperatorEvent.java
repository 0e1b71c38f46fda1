package com.traitly.contracts.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.traitly.contracts.json.WholeSeconds;
import java.util.Locale;

/**
 * Something that operators should look into, as on {@code operator-events}.
 *
 * @param account the account of the endpoint
 * @param kind what happened
 * @param endpointId the endpoint concerned
 * @param failingSince UNIX milliseconds, start of the first attempt since which all have failed
 * @param percent share of the time after which an endpoint is disabled that has passed, in steps
 * @param reason one sentence
 * @param at UNIX milliseconds
 */
public record OperatorEvent(
    String account,
    Kind kind,
    @JsonProperty("webhook_id") String endpointId,
    @WholeSeconds long failingSince,
    int percent,
    String reason,
    @JsonProperty("timestamp") @WholeSeconds long at) {
  /** The {@code object} header of these records. */
  public static final String OBJECT = "operator-event";

  /** What can happen. */
  public enum Kind {
    /** Every attempt has failed for so long that it is worth a look. */
    WEBHOOK_FAILING,
    /** Nothing is sent until the endpoint is switched on again. */
    WEBHOOK_DISABLED;

    /** The name in JSON. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
