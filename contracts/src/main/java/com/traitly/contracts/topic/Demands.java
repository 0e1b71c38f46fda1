package com.traitly.contracts.topic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a record's JSON must hold before it is read as what it is taken for: a reader that makes 0
 * of a text, or the empty text of an object, would go on with what nobody said.
 *
 * @param texts fields that must be texts
 * @param numbers fields that must be numbers of a sensible size
 * @param longs fields that must be whole numbers of 64 bits
 * @param unlessMissing fields that must be numbers that fit, if they are there
 */
record Demands(
    List<String> texts, List<String> numbers, List<String> longs, List<String> unlessMissing) {
  static final Demands NONE = new Demands(List.of(), List.of(), List.of(), List.of());

  /** Whatever we count or date is less: in milliseconds this is beyond the year 30,000. */
  private static final double MOST = 1e15;

  /** These texts, and no numbers yet. */
  static Demands texts(String... names) {
    return new Demands(List.of(names), List.of(), List.of(), List.of());
  }

  /** The same with these numbers. */
  Demands numbers(String... names) {
    return new Demands(texts, List.of(names), longs, unlessMissing);
  }

  /** The same with whole numbers of any size that 64 bits hold: {@link #MOST} is not for them. */
  Demands longs(String... names) {
    return new Demands(texts, numbers, List.of(names), unlessMissing);
  }

  /** The same with numbers that some of the records hold. */
  Demands numbersUnlessMissing(String... names) {
    return new Demands(texts, numbers, longs, List.of(names));
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
    for (String name : texts) {
      if (!json.path(name).isTextual()) {
        throw new IllegalArgumentException("its field " + name + " is not a text");
      }
    }
    for (String name : numbers) {
      JsonNode number = json.path(name);
      require(number.isNumber() && Math.abs(number.doubleValue()) <= MOST, name);
    }
    for (String name : longs) {
      JsonNode number = json.path(name);
      require(number.canConvertToExactIntegral() && number.canConvertToLong(), name);
    }
    for (String name : unlessMissing) {
      JsonNode number = json.path(name);
      require(number.isMissingNode() || (number.isNumber() && number.canConvertToLong()), name);
    }
  }

  private static void require(boolean sensible, String name) {
    if (!sensible) {
      throw new IllegalArgumentException("its field " + name + " is not a sensible number");
    }
  }
}
