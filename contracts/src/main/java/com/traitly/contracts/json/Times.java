package com.traitly.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/**
 * Instants on the wire. In the code an instant is a number of UNIX milliseconds; callers send
 * seconds, milliseconds or ISO-8601, and see whole seconds.
 */
public final class Times {
  /** The earliest instant that is accepted: 1900-01-01, in UNIX milliseconds. */
  public static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();

  /** The latest instant that is accepted: 2200-01-01, in UNIX milliseconds. */
  public static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  /** What callers should send, for error messages. */
  public static final String EXPECTED =
      "must be UNIX seconds (number or numeric string) or an ISO-8601 instant such as"
          + " 2026-01-31T09:30:00Z, from 1900-01-01 to 2200-01-01";

  private static final long SECOND = 1_000;
  private static final long MILLISECONDS_ABOVE = 100_000_000_000L;
  private static final int LONGEST = 40;

  private Times() {}

  /**
   * Reads an instant: keeps a fraction to the millisecond, and takes a number beyond ±1e11 as
   * milliseconds.
   *
   * @return UNIX milliseconds; empty when it cannot be read or lies outside 1900 to 2200
   */
  public static OptionalLong parse(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return ofWhole(node.longValue());
    }
    if (node.isNumber()) {
      return ofNumber(node.decimalValue());
    }
    return node.isTextual() ? parse(node.textValue()) : OptionalLong.empty();
  }

  /** Reads an instant from a query parameter or a JSON string; see {@link #parse(JsonNode)}. */
  public static OptionalLong parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > LONGEST || !isAscii(trimmed)) {
      return OptionalLong.empty();
    }
    try {
      return ofNumber(new BigDecimal(trimmed));
    } catch (NumberFormatException notANumber) {
      return ofIso(trimmed);
    }
  }

  /** Java reads the digits of every script as numbers; only ASCII is accepted. */
  private static boolean isAscii(String text) {
    return text.chars().allMatch(each -> each < 128);
  }

  /** The whole seconds of an instant, as answers show them. */
  public static long seconds(long millis) {
    return Math.floorDiv(millis, SECOND);
  }

  /** An instant as records carry it: UNIX seconds, with a fraction only if it has one. */
  public static JsonNode node(long millis) {
    return millis % SECOND == 0
        ? LongNode.valueOf(millis / SECOND)
        : DecimalNode.valueOf(exact(millis));
  }

  /**
   * Reads {@link #node}.
   *
   * @throws IllegalArgumentException when it is not an instant
   */
  public static long millis(JsonNode node) {
    return parse(node)
        .orElseThrow(() -> new IllegalArgumentException("not an instant of a record: " + node));
  }

  /** UNIX seconds, exactly. */
  static BigDecimal exact(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros();
  }

  private static OptionalLong ofIso(String text) {
    try {
      return within(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException notAnInstant) {
      return OptionalLong.empty();
    }
  }

  /** Most callers send whole numbers, which need no {@link BigDecimal}. */
  private static OptionalLong ofWhole(long value) {
    if (value > MILLISECONDS_ABOVE || value < -MILLISECONDS_ABOVE) {
      return within(value);
    }
    return within(value * SECOND);
  }

  private static OptionalLong ofNumber(BigDecimal value) {
    // A large exponent would make the rounding below build a number with as many digits.
    if (Math.abs((long) value.scale()) > LONGEST || value.precision() > LONGEST) {
      return OptionalLong.empty();
    }
    boolean inMillis = value.abs().compareTo(BigDecimal.valueOf(MILLISECONDS_ABOVE)) > 0;
    BigDecimal millis = inMillis ? value : value.movePointRight(3);
    BigDecimal whole = millis.setScale(0, RoundingMode.FLOOR);
    return whole.precision() > Long.toString(LATEST).length()
        ? OptionalLong.empty()
        : within(whole.longValueExact());
  }

  private static OptionalLong within(long millis) {
    return millis < EARLIEST || millis > LATEST ? OptionalLong.empty() : OptionalLong.of(millis);
  }
}
