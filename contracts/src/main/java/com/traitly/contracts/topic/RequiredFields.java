package com.traitly.contracts.topic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields that a record's JSON must hold before it is read. Otherwise a reader would make 0 of a
 * text, or an empty text of an object, and continue with values that nobody sent.
 *
 * @param fields what each field must hold, in the order in which they are checked
 */
record RequiredFields(Map<String, Demand> fields) {
  static final RequiredFields NONE = new RequiredFields(Map.of());

  /** Greater than any count or instant of ours: in milliseconds this is beyond the year 30,000. */
  private static final double MOST = 1e15;

  /** What one field must hold. */
  enum Demand {
    TEXT,
    NUMBER,
    /** Any whole number of 64 bits, even if it is greater than a count or an instant can be. */
    LONG,
    NUMBER_UNLESS_MISSING;

    boolean isMetBy(JsonNode value) {
      return switch (this) {
        case TEXT -> value.isTextual();
        case NUMBER -> value.isNumber() && Math.abs(value.doubleValue()) <= MOST;
        case LONG -> value.canConvertToExactIntegral() && value.canConvertToLong();
        case NUMBER_UNLESS_MISSING ->
            value.isMissingNode() || (value.isNumber() && value.canConvertToLong());
      };
    }

    String words() {
      return this == TEXT ? "a text" : "a sensible number";
    }
  }

  /** Requires these texts, and no numbers. */
  static RequiredFields texts(String... names) {
    return NONE.with(Demand.TEXT, names);
  }

  /** The same, and numbers of a sensible size. */
  RequiredFields numbers(String... names) {
    return with(Demand.NUMBER, names);
  }

  /** The same, and whole numbers of any size that fits into 64 bits. */
  RequiredFields longs(String... names) {
    return with(Demand.LONG, names);
  }

  /** The same, and numbers that only some of the records hold. */
  RequiredFields numbersUnlessMissing(String... names) {
    return with(Demand.NUMBER_UNLESS_MISSING, names);
  }

  private RequiredFields with(Demand demand, String... names) {
    Map<String, Demand> more = new LinkedHashMap<>(fields);
    for (String name : names) {
      more.put(name, demand);
    }
    return new RequiredFields(more);
  }

  /**
   * Checks a record's value.
   *
   * @throws IllegalArgumentException when a field does not hold what it must
   */
  void check(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("it is not a JSON object");
    }
    fields.forEach((name, demand) -> {
      if (!demand.isMetBy(json.path(name))) {
        throw new IllegalArgumentException("its field " + name + " is not " + demand.words());
      }
    });
  }
}
