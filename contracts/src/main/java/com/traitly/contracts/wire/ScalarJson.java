package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.CleanText;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.SentNumber;
import com.traitly.contracts.model.Scalar;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Single values as JSON. */
public final class ScalarJson {
  private static final int MAX_DIGITS = 30;
  private static final String AMOUNT =
      "at most %1$d digits, with at most %1$d decimals or an exponent of at most %1$d"
          .formatted(MAX_DIGITS);

  private ScalarJson() {}

  /** The value as conditions compare it; null for null, an object or an array. */
  public static @Nullable Scalar read(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> new Scalar.Text(json.textValue());
      case NUMBER -> numeral(json);
      case BOOLEAN -> new Scalar.Flag(json.booleanValue());
      case NULL, OBJECT, ARRAY, MISSING, BINARY, POJO -> null;
    };
  }

  /** A number with the characters that were sent. */
  static Scalar.Numeral numeral(JsonNode number) {
    return new Scalar.Numeral(number.asText());
  }

  /** Values of a field without repetition; a single value counts as a list of one. */
  static Set<Scalar> readList(ObjectReader fields, String field) {
    Set<Scalar> scalars = new LinkedHashSet<>();
    JsonNode value = fields.value(field);
    if (value == null) {
      return scalars;
    }
    for (JsonNode each : value.isValueNode() ? Json.array().add(value) : value) {
      Scalar scalar = isListed(each) ? read(each) : null;
      if (scalar == null) {
        fields.invalid(
            field,
            "must be a list of texts of 1 to %d characters, true, false or numbers of %s"
                .formatted(ObjectReader.MAX_NAME, AMOUNT));
        return scalars;
      }
      scalars.add(scalar);
    }
    if (scalars.isEmpty() || value.isObject()) {
      fields.invalid(field, "must be a non-empty list");
    }
    return scalars;
  }

  private static boolean isListed(JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue().strip();
      return CleanText.characters(text) <= ObjectReader.MAX_NAME && CleanText.isName(text);
    }
    return value.isBoolean() || isAmount(value);
  }

  static JsonNode write(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text text -> TextNode.valueOf(text.text());
      case Scalar.Numeral numeral -> number(numeral);
      case Scalar.Flag flag -> BooleanNode.valueOf(flag.value());
    };
  }

  static JsonNode list(Collection<Scalar> scalars) {
    var array = Json.array();
    scalars.forEach(scalar -> array.add(write(scalar)));
    return array;
  }

  /**
   * Whether a number may be an amount that conditions compare. Exponents are bounded too: nobody
   * pays 1e999999999, and arithmetic with it takes minutes. An accepted amount stays acceptable,
   * because it keeps the characters that were sent.
   */
  public static boolean isAmount(JsonNode value) {
    return value.isNumber()
        && value.decimalValue().precision() <= MAX_DIGITS
        && Math.abs((long) value.decimalValue().scale()) <= MAX_DIGITS;
  }

  /** The error message for a number that is not an amount. */
  public static String expectedAmount() {
    return "must be a number of " + AMOUNT;
  }

  /** A number with the characters that were sent. */
  static JsonNode number(Scalar.Numeral numeral) {
    return new SentNumber(numeral.text());
  }

  /**
   * The digits of a whole number, however it is written: {@code 1e2} is 100 and {@code 15.0} is 15.
   *
   * @return null for anything else
   */
  public static @Nullable String wholeDigits(JsonNode value) {
    if (!value.isNumber() || !value.canConvertToExactIntegral()) {
      return null;
    }
    return value.decimalValue().toBigInteger().toString();
  }
}
