package com.traitly.contracts.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One problem of a body.
 *
 * @param pointer RFC 6901 JSON pointer to the place, e.g. {@code /0/customer_id}
 * @param code what kind of problem it is
 * @param message what is wrong and what would be right
 */
public record FieldError(String pointer, ErrorCode code, String message) {
  /** The messages of several problems as one text. */
  public static String messages(List<FieldError> problems) {
    return problems.stream().map(FieldError::message).collect(Collectors.joining("; "));
  }
}
