package com.traitly.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;

/** Parses the JSON that callers send. */
final class CallerJson {
  private CallerJson() {}

  /**
   * The body as JSON.
   *
   * @throws ApiException {@code malformed_json}, also when there is no body
   */
  static JsonNode parse(byte[] body) {
    JsonNode json = Json.parse(body);
    if (json.isMissingNode()) {
      throw ApiException.of(ErrorCode.MALFORMED_JSON, "The body is empty; send a JSON object");
    }
    return json;
  }
}
