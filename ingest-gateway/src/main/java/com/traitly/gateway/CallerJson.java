package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.wire.Json;

/** Parses what callers send, so that whatever passes can be written again. */
final class CallerJson {
  private CallerJson() {}

  /**
   * The body as JSON.
   *
   * @throws ApiException {@code malformed_json}
   */
  static JsonNode parse(byte[] body) {
    JsonNode json = Json.parse(body);
    if (json.isMissingNode()) {
      throw ApiException.of(ErrorCode.MALFORMED_JSON, "The body is empty; send a JSON object");
    }
    if (mayHoldHalfCharacters(body) && !canBeWritten(json)) {
      throw ApiException.of(
          ErrorCode.MALFORMED_JSON, "The body holds half of a surrogate pair, which is no text");
    }
    return json;
  }

  /**
   * Looks for an escaped surrogate, for UTF-8's 0xED and for UTF-16: nothing else can hold a
   * surrogate.
   */
  private static boolean mayHoldHalfCharacters(byte[] body) {
    for (int i = 0; i < body.length; i++) {
      byte each = body[i];
      boolean escaped =
          each == '\\' && i + 2 < body.length && body[i + 1] == 'u' && (body[i + 2] | 0x20) == 'd';
      if (escaped || each == (byte) 0xED || each == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean canBeWritten(JsonNode json) {
    try {
      return Json.bytes(json).length > 0;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
