package com.traitly.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.util.Locale;

/**
 * A figure without a target.
 *
 * @param name its name in words
 * @param key its name in JSON
 */
public record Amount(String name, String key, double value, String unit) implements Row {
  /** The head of a table of amounts. */
  public static final String HEAD = "what | figure";

  @Override
  public String markdown() {
    String digits = value == Math.rint(value) || value >= 1_000 ? "%,.0f" : "%,.2f";
    return String.format(Locale.ROOT, "| %s | " + digits + " %s |", name, value, unit);
  }

  @Override
  public ObjectNode json() {
    return Json.object()
        .put("what", name)
        .put("key", key)
        .put("value", Math.round(value * 1_000) / 1_000.0)
        .put("unit", unit);
  }
}
