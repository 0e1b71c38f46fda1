package com.traitly.contracts.error;

import java.util.List;
import java.util.OptionalInt;

/** A request cannot be served; carries all a caller needs to know. Not for programming errors. */
public final class ApiException extends RuntimeException {
  private final ErrorCode code;
  private final transient List<FieldError> errors;
  private final int retryAfterSeconds;

  private ApiException(
      ErrorCode code, String detail, List<FieldError> errors, int retryAfterSeconds) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** An error with a detail that says what to do. */
  public static ApiException of(ErrorCode code, String detail) {
    return new ApiException(code, detail, List.of(), 0);
  }

  /** All problems of one body at once; the first one's code is the answer's code. */
  public static ApiException ofFields(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    String detail = errors.size() == 1 ? first.message() : errors.size() + " problems, see errors";
    return new ApiException(first.code(), detail, errors, 0);
  }

  /** A passing condition: the caller should try again after {@code retryAfterSeconds}. */
  public static ApiException retryLater(ErrorCode code, String detail, int retryAfterSeconds) {
    return new ApiException(code, detail, List.of(), retryAfterSeconds);
  }

  /** Which error. */
  public ErrorCode code() {
    return code;
  }

  /** The sentence for this occurrence. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** What can be pointed at, possibly empty. */
  public List<FieldError> errors() {
    return errors;
  }

  /** Value of {@code Retry-After}, when waiting helps. */
  public OptionalInt retryAfterSeconds() {
    return retryAfterSeconds > 0 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
  }
}
