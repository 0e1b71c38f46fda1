package com.traitly.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;

/** Makes a row of the bytes of one JSON value. */
final class JsonRow {
  private JsonRow() {}

  /** A row with the object's fields; a broken one when the bytes are no sound JSON object. */
  static Row of(long number, byte[] bytes) {
    try {
      JsonNode json = Json.parse(bytes);
      return json instanceof ObjectNode fields
          ? new Row.Read(number, fields)
          : broken(number, bytes, "The row is not a JSON object");
    } catch (ApiException e) {
      return broken(number, bytes, e.detail());
    }
  }

  /** A row of which only the text is known; what is no UTF-8 in it is shown as U+FFFD. */
  static Row broken(long number, byte[] bytes, String reason) {
    String text = new String(bytes, UTF_8);
    return new Row.Broken(number, Json.object().put(Row.Broken.TEXT, text), reason);
  }
}
