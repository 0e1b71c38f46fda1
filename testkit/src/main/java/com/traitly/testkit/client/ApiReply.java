package com.traitly.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An answer of the API.
 *
 * @param status the HTTP status
 * @param json the body
 * @param position what to send back to read one's own write; empty when nothing was written
 */
public record ApiReply(int status, JsonNode json, String position) {
  /** The first item of {@code data}, missing when there is none. */
  public JsonNode first() {
    return json.path("data").path(0);
  }

  /** Whether the request was carried out wholly. */
  boolean isWhole() {
    return status >= 200 && status < 300 && status != 207;
  }

  /** Whether the same request may succeed in a moment. */
  boolean isBusy() {
    return status == 429 || status == 503;
  }
}
