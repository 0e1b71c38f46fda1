package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.wire.ObjectReader;
import com.traitly.contracts.wire.Times;
import java.util.OptionalLong;

/** Reads instants that callers send. */
final class Instants {
  private static final int MAX_SCALE = 40;

  private Instants() {}

  /**
   * The instant in UNIX seconds; empty when absent, and noted when it cannot be read.
   *
   * <p>Exponents are refused first: rounding 1e-999999999 would take minutes.
   */
  static OptionalLong read(ObjectReader body, String field) {
    JsonNode value = body.value(field);
    if (value != null && isExponential(value)) {
      body.invalid(field, Times.EXPECTED);
      return OptionalLong.empty();
    }
    return body.instant(field);
  }

  private static boolean isExponential(JsonNode value) {
    return value.isTextual()
        ? value.textValue().indexOf('e') >= 0 || value.textValue().indexOf('E') >= 0
        : value.isBigDecimal() && Math.abs((long) value.decimalValue().scale()) > MAX_SCALE;
  }
}
