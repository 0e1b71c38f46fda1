package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;

/** JSON, within the limits that hold for callers. */
public final class JsonValues implements ValueFormat {
  @Override
  public JsonNode decode(byte[] value) {
    JsonNode json = Json.parse(value);
    if (json.isMissingNode()) {
      throw Refusal.of("The value is empty");
    }
    return json;
  }
}
