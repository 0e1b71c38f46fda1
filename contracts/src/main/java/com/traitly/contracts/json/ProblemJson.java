package com.traitly.contracts.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.FieldError;

/** Errors as RFC 9457 problem details. */
public final class ProblemJson {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemJson() {}

  /** The body of an error answer. */
  public static ObjectNode write(ApiException error, String instance, String requestId) {
    ObjectNode json =
        Json.object()
            .put("type", "urn:traitly:problem:" + error.type())
            .put("title", error.code().title())
            .put("status", error.code().status())
            .put("detail", error.detail())
            .put("instance", instance)
            .put("code", error.code().code())
            .put("request_id", requestId);
    if (!error.errors().isEmpty()) {
      ArrayNode errors = json.putArray("errors");
      for (FieldError field : error.errors()) {
        errors
            .addObject()
            .put("pointer", field.pointer())
            .put("code", field.code().code())
            .put("message", field.message());
      }
    }
    return json;
  }
}
