package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * JSON behind the id of its JSON Schema. The schema is not read: what a record must hold, the
 * mapping and the gateway's checks say.
 */
public final class JsonSchemaValues implements ValueFormat {
  private final JsonValues json = new JsonValues();

  @Override
  public JsonNode decode(byte[] value) {
    return json.decode(FramedValue.of(value).data());
  }
}
