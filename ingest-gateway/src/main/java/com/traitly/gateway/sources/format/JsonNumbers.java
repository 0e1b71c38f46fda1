package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers of binary formats as JSON. */
final class JsonNumbers {
  /** About 1,200 digits. */
  private static final int MOST_BYTES = 500;

  private static final int WIDEST_SCALE = 1_000;

  private JsonNumbers() {}

  /** A float or a double, as the shortest decimal that stands for it. */
  static JsonNode fraction(Object value) {
    String text = value.toString();
    try {
      return DecimalNode.valueOf(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      throw Refusal.of("The value holds %s, which JSON has no number for".formatted(text));
    }
  }

  /**
   * A decimal, whose text may be far longer than its bytes.
   *
   * @param unscaled a number in two's complement, the highest byte first; empty for zero
   */
  static JsonNode decimal(byte[] unscaled, long scale) {
    if (Math.abs(scale) > WIDEST_SCALE) {
      throw Refusal.of("The value holds a Decimal of the scale %d".formatted(scale));
    }
    if (unscaled.length > MOST_BYTES) {
      throw Refusal.of("The value holds a Decimal of %d bytes".formatted(unscaled.length));
    }
    BigInteger digits = unscaled.length == 0 ? BigInteger.ZERO : new BigInteger(unscaled);
    return DecimalNode.valueOf(new BigDecimal(digits, (int) scale));
  }
}
