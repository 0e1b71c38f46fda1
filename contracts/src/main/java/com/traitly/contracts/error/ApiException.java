package com.traitly.contracts.error;

import java.util.List;
import java.util.OptionalInt;

/**
 * A request that cannot be served, with all that the caller needs to know. Not for programming
 * errors.
 */
public final class ApiException extends RuntimeException {
  private static final String NOT_ACCEPTED = "not_accepted";
  private static final String OUTCOME_UNKNOWN = "outcome_unknown";

  private final ErrorCode code;
  private final String type;
  private final transient List<FieldError> errors;
  private final int retryAfterSeconds;

  private ApiException(
      ErrorCode code, String type, String detail, List<FieldError> errors, int retryAfterSeconds) {
    super(detail, null, false, false);
    this.code = code;
    this.type = type;
    this.errors = List.copyOf(errors);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** An error with a detail that says what to do. */
  public static ApiException of(ErrorCode code, String detail) {
    return new ApiException(code, code.code(), detail, List.of(), 0);
  }

  /**
   * An error with all problems of one body; the code of the first becomes the code of the answer.
   */
  public static ApiException ofFields(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    String detail = errors.size() == 1 ? first.message() : errors.size() + " problems, see errors";
    return new ApiException(first.code(), first.code().code(), detail, errors, 0);
  }

  /** A temporary condition: the caller should try again after {@code retryAfterSeconds}. */
  public static ApiException retryLater(ErrorCode code, String detail, int retryAfterSeconds) {
    return new ApiException(code, code.code(), detail, List.of(), retryAfterSeconds);
  }

  /** {@code unavailable}; nothing was stored, so the caller may simply resend the same write. */
  public static ApiException notAccepted(String detail, int retryAfterSeconds) {
    return new ApiException(
        ErrorCode.UNAVAILABLE, NOT_ACCEPTED, detail, List.of(), retryAfterSeconds);
  }

  /** {@code unavailable}; the write may have been stored in whole or in part. */
  public static ApiException outcomeUnknown(String detail, int retryAfterSeconds) {
    return new ApiException(
        ErrorCode.UNAVAILABLE, OUTCOME_UNKNOWN, detail, List.of(), retryAfterSeconds);
  }

  /** The code of the error. */
  public ErrorCode code() {
    return code;
  }

  /**
   * The kind of problem: the code, unless a caller has to act differently under the same code, as
   * with {@code not_accepted} and {@code outcome_unknown}.
   */
  public String type() {
    return type;
  }

  /** The sentence for this occurrence. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The problems of single fields, each with its JSON pointer; possibly empty. */
  public List<FieldError> errors() {
    return errors;
  }

  /** Value of {@code Retry-After}, when waiting helps. */
  public OptionalInt retryAfterSeconds() {
    return retryAfterSeconds > 0 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
  }
}
