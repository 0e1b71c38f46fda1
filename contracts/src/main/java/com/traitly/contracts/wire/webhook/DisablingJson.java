package com.traitly.contracts.wire.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.webhook.EndpointDisabling;

/** Disablings of endpoints as JSON, as on the {@code webhook-disablings} topic. */
public final class DisablingJson {
  private static final String ACTIVATION = "activation";
  private static final String REASON = "reason";
  private static final String AT = "at_ms";

  private DisablingJson() {}

  /** The record value. */
  public static ObjectNode write(EndpointDisabling disabling) {
    return Json.object()
        .put(ACTIVATION, disabling.activation())
        .put(REASON, disabling.reason())
        .put(AT, disabling.at());
  }

  /** Reads {@link #write}. */
  public static EndpointDisabling read(JsonNode json) {
    return new EndpointDisabling(
        json.required(ACTIVATION).asInt(),
        json.required(REASON).asText(),
        json.required(AT).asLong());
  }
}
