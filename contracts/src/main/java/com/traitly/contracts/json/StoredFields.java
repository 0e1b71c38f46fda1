package com.traitly.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads fields of JSON that we wrote, and refuses what we would not have written. Otherwise a
 * reader would make 0 of a text, or an empty text of an object, and continue with values that
 * nobody sent.
 */
public final class StoredFields {
  /** Greater than any count or instant of ours: in milliseconds this is beyond the year 30,000. */
  private static final double MOST = 1e15;

  private StoredFields() {}

  /** A field does not hold what it must; the message continues a sentence about the record. */
  public static final class Unfit extends IllegalArgumentException {
    private Unfit(String field, String expected) {
      super("its field " + field + " is not " + expected);
    }
  }

  /**
   * The text of a field.
   *
   * @throws Unfit when it is anything else
   */
  public static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new Unfit(field, "a text");
    }
    return value.textValue();
  }

  /**
   * A count or an instant.
   *
   * @throws Unfit when it is no number, or too large to be either
   */
  public static JsonNode number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    require(value.isNumber() && Math.abs(value.doubleValue()) <= MOST, field);
    return value;
  }

  /**
   * A whole number of 64 bits, which may be larger than any count or instant.
   *
   * @throws Unfit when it is anything else
   */
  public static long whole(JsonNode json, String field) {
    JsonNode value = json.path(field);
    require(value.canConvertToExactIntegral() && value.canConvertToLong(), field);
    return value.longValue();
  }

  private static void require(boolean sensible, String field) {
    if (!sensible) {
      throw new Unfit(field, "a sensible number");
    }
  }
}
