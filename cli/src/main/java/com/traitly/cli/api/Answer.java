package com.traitly.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * An answer of the API that is no refusal of the whole call.
 *
 * @param json the body; a missing node when there is none
 */
public record Answer(int status, JsonNode json, HttpHeaders headers) {
  /** One header, or an empty text. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
