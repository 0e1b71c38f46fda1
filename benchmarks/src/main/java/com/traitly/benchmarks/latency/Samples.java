package com.traitly.benchmarks.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.report.Row;
import com.traitly.contracts.json.Json;
import java.util.Arrays;
import java.util.Locale;

/**
 * The measured durations of one thing.
 *
 * @param name its name in words
 * @param key its name in JSON
 * @param nanos the durations in nanoseconds
 */
@SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
record Samples(String name, String key, long[] nanos) implements Row {
  static final String HEAD = "until | median | p90 | p99 | max";

  Samples {
    nanos = nanos.clone();
    Arrays.sort(nanos);
  }

  /**
   * Returns the least value that is not exceeded by {@code percent} of the samples, by nearest
   * rank.
   */
  double percentileMillis(double percent) {
    int rank = (int) Math.ceil(percent / 100 * nanos.length);
    return nanos[Math.max(0, rank - 1)] / 1e6;
  }

  @Override
  public String markdown() {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f |",
        name,
        percentileMillis(50),
        percentileMillis(90),
        percentileMillis(99),
        percentileMillis(100));
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
    return Math.round(percentileMillis(percent) * 100) / 100.0;
  }
}
