package com.traitly.contracts.json;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.intent.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects every problem of a body, so that the caller learns of all at once. Single-threaded. */
public final class Problems {
  private static final Pattern IN_LIST = Pattern.compile("[0-9]+");

  /** The pointer of the innermost item of a list that a pointer leads into. */
  private static final Pattern ITEM = Pattern.compile("^.*/[0-9]+(?=/)");

  private final List<FieldError> errors = new ArrayList<>();

  /**
   * Notes a required field that is missing.
   *
   * @param meant the field by which the caller may have meant it
   */
  void missing(String pointer, Optional<String> meant) {
    String hint =
        meant
            .map(sent -> ": did you mean %s by '%s'?".formatted(last(pointer), Excerpt.of(sent)))
            .orElse("");
    errors.add(
        new FieldError(pointer, ErrorCode.MISSING_FIELD, named(pointer) + " is required" + hint));
  }

  /** Notes a value that is not allowed; the expectation continues the sentence after the name. */
  public void invalid(String pointer, String expectation) {
    errors.add(
        new FieldError(pointer, ErrorCode.INVALID_FIELD, named(pointer) + " " + expectation));
  }

  /** Notes a problem that has its own words. */
  public void add(FieldError error) {
    errors.add(error);
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

  /**
   * The name of a place in a sentence. An item of a list has no name, so its pointer is used; a
   * field of an item is named with the item, because each item has one.
   */
  public static String named(String pointer) {
    if (pointer.isEmpty()) {
      return "The body";
    }
    if (IN_LIST.matcher(last(pointer)).matches()) {
      return "The item " + pointer;
    }
    Matcher item = ITEM.matcher(pointer);
    return item.find() ? last(pointer) + " of " + item.group() : last(pointer);
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }
}
