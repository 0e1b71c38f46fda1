package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;

/** JSON, within the limits that hold for callers. */
public final class JsonValues implements ValueFormat {
  /**
   * JSON behind the id of its JSON Schema. The schema is not read: the mapping and the gateway's
   * checks say what a record must hold.
   */
  public static ValueFormat withSchema() {
    JsonValues json = new JsonValues();
    return value -> json.decode(FramedValue.of(value).data());
  }

  @Override
  public JsonNode decode(byte[] value) {
    JsonNode json = Json.parse(value);
    if (json.isMissingNode()) {
      throw Refusal.of("The value is empty");
    }
    return json;
  }
}
