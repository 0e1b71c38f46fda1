package com.traitly.contracts.error;

import java.util.Locale;

/** Every error that a caller can see, with its HTTP status. */
public enum ErrorCode {
  MALFORMED_JSON(400, "The body is not well-formed JSON"),
  INVALID_FIELD(400, "A field has a value that is not allowed"),
  MISSING_FIELD(400, "A required field is missing"),
  MISSING_PARAMETER(400, "A required parameter is missing"),
  INVALID_PARAMETER(400, "A parameter has a value that is not allowed"),
  UNKNOWN_EVENT(400, "This event is not known"),
  MISSING_TOKEN(401, "No API key was sent"),
  UNKNOWN_TOKEN(401, "The API key is not known, expired or revoked"),
  SCOPE_MISSING(403, "The API key does not allow this"),
  NOT_FOUND(404, "There is nothing at this address"),
  CUSTOMER_NOT_FOUND(404, "This customer is not known"),
  GOAL_NOT_FOUND(404, "This goal is not known"),
  WEBHOOK_NOT_FOUND(404, "This webhook endpoint is not known"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  NOT_ACCEPTABLE(406, "The answer is of another media type"),
  REQUEST_TIMEOUT(408, "The request came too slowly"),
  CONFLICT(409, "The request conflicts with the current state"),
  TOO_LARGE(413, "The request is too large"),
  RATE_LIMITED(429, "Too many requests"),
  INTERNAL(500, "Something failed on our side"),
  UNAVAILABLE(503, "Temporarily unavailable");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** One short sentence, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The code as JSON has it, e.g. {@code customer_not_found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the same request may succeed later without being changed. */
  public boolean retryable() {
    return switch (this) {
      case UNAVAILABLE, RATE_LIMITED, INTERNAL, REQUEST_TIMEOUT -> true;
      default -> false;
    };
  }
}
