package com.traitly.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * The measured durations of one thing.
 *
 * @param name its name in words
 * @param key its name in JSON
 * @param nanos the durations in nanoseconds
 */
public record Samples(String name, String key, Histogram nanos) implements Row {
  /** The head of a table of samples. */
  public static final String HEAD = "until | median | p90 | p99 | max";

  /** Durations are kept with so many decimal digits. */
  public static final int DIGITS = 3;

  /** Returns the duration in milliseconds that this many percent do not exceed. */
  public static double millis(Histogram nanos, double percent) {
    return nanos.getValueAtPercentile(percent) / 1e6;
  }

  /** Returns the duration in milliseconds that this many percent do not exceed. */
  public double millis(double percent) {
    return millis(nanos, percent);
  }

  @Override
  public String markdown() {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f |",
        name,
        millis(50),
        millis(90),
        millis(99),
        millis(100));
  }

  @Override
  public ObjectNode json() {
    return Json.object()
        .put("until", name)
        .put("key", key)
        .put("median_ms", rounded(50))
        .put("p90_ms", rounded(90))
        .put("p99_ms", rounded(99))
        .put("max_ms", rounded(100));
  }

  private double rounded(double percent) {
    return Math.round(millis(percent) * 100) / 100.0;
  }
}
