package com.traitly.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.traitly.contracts.intent.MeantField;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object and notes what is wrong with each under its JSON pointer.
 *
 * <p>A problem yields null (or the fallback), so reading continues and finds the others.
 * Single-threaded.
 */
public final class ObjectReader {
  public static final int MAX_NAME = 200;

  /** A number from 0 to 1 with at most so many decimals is unchanged after it was a double. */
  private static final int MAX_DECIMALS = 15;

  private final FieldSource fields;
  private final boolean object;
  private final String pointer;
  private final Problems problems;

  /** A reader of {@code node}; notes a problem unless it is an object. */
  public ObjectReader(JsonNode node, String pointer, Problems problems) {
    this(FieldSource.of(node), node.isObject(), pointer, problems);
    if (!object) {
      problems.invalid(pointer, "must be a JSON object");
    }
  }

  /** A reader of an object's fields. */
  public ObjectReader(FieldSource fields, Problems problems) {
    this(fields, true, "", problems);
  }

  private ObjectReader(FieldSource fields, boolean object, String pointer, Problems problems) {
    this.fields = fields;
    this.object = object;
    this.pointer = pointer;
    this.problems = problems;
  }

  /** The field's value; null when absent or JSON null. */
  public @Nullable JsonNode value(String field) {
    JsonNode value = fields.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /** Whether the node is an object; if not, that is noted already. */
  public boolean isObject() {
    return object;
  }

  /** The pointer of a field of this object. */
  public String at(String field) {
    return pointer(pointer, field);
  }

  /** The JSON pointer (RFC 6901) of a field of the object at another pointer. */
  public static String pointer(String parent, String field) {
    return parent + "/" + field.replace("~", "~0").replace("/", "~1");
  }

  /** Notes a problem of a field. */
  public void invalid(String field, String expectation) {
    problems.invalid(at(field), expectation);
  }

  /**
   * Notes that a required field is missing, and by which other field the caller may have meant it.
   */
  public void missing(String field) {
    problems.missing(at(field), MeantField.amongSent(fields.names(), field));
  }

  /** A reader of a nested object; null when absent. */
  public @Nullable ObjectReader object(String field) {
    JsonNode value = value(field);
    return value == null ? null : new ObjectReader(value, at(field), problems);
  }

  /** A required name: trimmed, 1 to 200 characters, no control characters. */
  public @Nullable String requiredName(String field) {
    return required(field, MAX_NAME);
  }

  /** A required text, trimmed, without control characters. */
  public @Nullable String required(String field, int maxLength) {
    if (value(field) == null) {
      if (object) {
        missing(field);
      }
      return null;
    }
    return optional(field, maxLength);
  }

  /** An optional text, trimmed, without control characters. */
  public @Nullable String optional(String field, int maxLength) {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    String text = value.isTextual() ? value.textValue().strip() : "";
    if (text.isEmpty() || CleanText.characters(text) > maxLength || !CleanText.isName(text)) {
      invalid(
          field,
          "must be a text of 1 to %d characters that can be seen, without control characters"
              .formatted(maxLength));
      return null;
    }
    return text;
  }

  /** An optional instant, in UNIX milliseconds. */
  public OptionalLong instant(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return OptionalLong.empty();
    }
    OptionalLong instant = Times.parse(value);
    if (instant.isEmpty()) {
      invalid(field, Times.EXPECTED);
    }
    return instant;
  }

  /** A whole number within bounds, or the fallback when absent. */
  public int integer(String field, int fallback, int min, int max) {
    JsonNode value = value(field);
    if (value == null) {
      return fallback;
    }
    if (!value.canConvertToExactIntegral() || !isBetween(value, min, max)) {
      invalid(field, "must be a whole number from " + min + " to " + max);
      return fallback;
    }
    return value.intValue();
  }

  /**
   * A number within bounds, or the fallback when absent. Refuses numbers that a double does not
   * keep exactly, such as 1e-400.
   */
  public double number(String field, double fallback, int min, int max) {
    JsonNode value = value(field);
    if (value == null) {
      return fallback;
    }
    if (!isBetween(value, min, max)
        || value.decimalValue().stripTrailingZeros().scale() > MAX_DECIMALS) {
      invalid(
          field,
          "must be a number from %d to %d with at most %d decimals"
              .formatted(min, max, MAX_DECIMALS));
      return fallback;
    }
    return value.doubleValue();
  }

  private static boolean isBetween(JsonNode value, int min, int max) {
    return value.isNumber()
        && value.decimalValue().compareTo(BigDecimal.valueOf(min)) >= 0
        && value.decimalValue().compareTo(BigDecimal.valueOf(max)) <= 0;
  }

  /** True or false, or the fallback when absent. */
  public boolean flag(String field, boolean fallback) {
    JsonNode value = value(field);
    if (value == null) {
      return fallback;
    }
    if (!value.isBoolean()) {
      invalid(field, "must be true or false");
    }
    return value.asBoolean(fallback);
  }

  /** One of a few words, or the fallback when absent. */
  public String choice(String field, String fallback, Set<String> allowed) {
    JsonNode value = value(field);
    if (value == null) {
      return fallback;
    }
    if (!value.isTextual() || !allowed.contains(value.textValue())) {
      invalid(field, "must be one of " + String.join(", ", allowed));
      return fallback;
    }
    return value.textValue();
  }

  /** Texts in order without repetition; a single text counts as a list of one. */
  public Set<String> names(String field) {
    JsonNode value = value(field);
    Set<String> names = new LinkedHashSet<>();
    if (value == null) {
      return names;
    }
    // An object would be read as the list of its values.
    JsonNode list = value.isObject() ? MissingNode.getInstance() : value;
    Iterable<JsonNode> elements = value.isTextual() ? List.of(value) : list;
    for (JsonNode each : elements) {
      String name = each.isTextual() ? each.textValue().strip() : "";
      if (CleanText.characters(name) > MAX_NAME || !CleanText.isName(name)) {
        invalid(field, "must be a list of texts of 1 to " + MAX_NAME + " characters");
        return names;
      }
      names.add(name);
    }
    if (names.isEmpty()) {
      invalid(field, "must be a non-empty list of texts");
    }
    return names;
  }

  /** Hands each element of an array to {@code read}, with its pointer. */
  public void each(String field, BiConsumer<JsonNode, String> read) {
    JsonNode value = value(field);
    if (value == null) {
      return;
    }
    if (!value.isArray()) {
      invalid(field, "must be a list");
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      read.accept(value.get(i), at(field) + "/" + i);
    }
  }

  /** The problems noted so far. */
  public Problems problems() {
    return problems;
  }
}
