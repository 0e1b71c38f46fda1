package com.traitly.contracts.topic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a record's JSON must hold before it is read as what it is taken for: a reader that makes 0
 * of a text, or the empty text of an object, would go on with what nobody said.
 *
 * @param fields what each must hold, in the order in which they are checked
 */
record RequiredFields(Map<String, Demand> fields) {
  static final RequiredFields NONE = new RequiredFields(Map.of());

  /** Whatever we count or date is less: in milliseconds this is beyond the year 30,000. */
  private static final double MOST = 1e15;

  /** What one field must hold. */
  enum Demand {
    TEXT,
    NUMBER,
    /** Also one that is no count and no instant, and so may be greater than those. */
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

  /** These texts, and no numbers yet. */
  static RequiredFields texts(String... names) {
    return NONE.with(Demand.TEXT, names);
  }

  /** The same with numbers of a sensible size. */
  RequiredFields numbers(String... names) {
    return with(Demand.NUMBER, names);
  }

  /** The same with whole numbers of any size that 64 bits hold. */
  RequiredFields longs(String... names) {
    return with(Demand.LONG, names);
  }

  /** The same with numbers that some of the records hold. */
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
   * @throws IllegalArgumentException when it holds something else
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
