package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** How callers may write an instant: a number, a numeric string or ISO-8601 with an offset. */
public final class Times {
  /** What a caller is told when the instant cannot be read. */
  public static final String EXPECTED =
      "must be UNIX seconds (number or numeric string) or an ISO-8601 instant such as"
          + " 2026-01-31T09:30:00Z";

  private static final BigDecimal MILLISECONDS_ABOVE = new BigDecimal("1e11");
  private static final BigDecimal LATEST = new BigDecimal("1e14");
  private static final int LONGEST = 40;

  private Times() {}

  /** The instant in UNIX seconds; a value over 1e11 is taken as milliseconds. */
  public static OptionalLong parse(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return ofWhole(node.longValue());
    }
    if (node.isNumber()) {
      return ofNumber(node.decimalValue());
    }
    return node.isTextual() ? parse(node.textValue()) : OptionalLong.empty();
  }

  /** The instant in UNIX seconds from a query parameter or JSON string. */
  public static OptionalLong parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
      return OptionalLong.empty();
    }
    try {
      return ofNumber(new BigDecimal(trimmed));
    } catch (NumberFormatException notANumber) {
      return ofIso(trimmed);
    }
  }

  private static OptionalLong ofIso(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.getEpochSecond() < 0
          ? OptionalLong.empty()
          : OptionalLong.of(instant.getEpochSecond());
    } catch (DateTimeException notAnInstant) {
      return OptionalLong.empty();
    }
  }

  /** Most callers send whole numbers, and those need no arithmetic of any precision. */
  private static OptionalLong ofWhole(long value) {
    if (value < 0 || value > LATEST.longValue()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(value > MILLISECONDS_ABOVE.longValue() ? value / 1_000 : value);
  }

  private static OptionalLong ofNumber(BigDecimal value) {
    // An exponent far out would make the rounding below build a number of as many digits.
    if (Math.abs((long) value.scale()) > LONGEST
        || value.signum() < 0
        || value.compareTo(LATEST) > 0) {
      return OptionalLong.empty();
    }
    BigDecimal seconds = value.compareTo(MILLISECONDS_ABOVE) > 0 ? value.movePointLeft(3) : value;
    return OptionalLong.of(seconds.setScale(0, RoundingMode.FLOOR).longValueExact());
  }
}
