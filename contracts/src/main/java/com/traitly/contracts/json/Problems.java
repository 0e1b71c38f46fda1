package com.traitly.contracts.json;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects every problem of a body, so that the caller learns of all at once. Single-threaded. */
public final class Problems {
  private static final Pattern IN_LIST = Pattern.compile("[0-9]+");

  private final List<FieldError> errors = new ArrayList<>();

  /** Notes a required field that is missing. */
  public void missing(String pointer) {
    errors.add(new FieldError(pointer, ErrorCode.MISSING_FIELD, name(pointer) + " is required"));
  }

  /** Notes a value that is not allowed; the expectation continues the sentence after the name. */
  public void invalid(String pointer, String expectation) {
    errors.add(new FieldError(pointer, ErrorCode.INVALID_FIELD, name(pointer) + " " + expectation));
  }

  /** Whether nothing was noted. */
  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** The noted problems, in the order found. */
  public List<FieldError> errors() {
    return List.copyOf(errors);
  }

  /**
   * Ends the reading of a body.
   *
   * @throws ApiException with all problems, if there are any
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw ApiException.ofFields(errors);
    }
  }

  /** The name of the place in a message; an item of a list has no name, so its pointer is used. */
  private static String name(String pointer) {
    if (pointer.isEmpty()) {
      return "The body";
    }
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    return IN_LIST.matcher(last).matches() ? "The item " + pointer : last;
  }
}
