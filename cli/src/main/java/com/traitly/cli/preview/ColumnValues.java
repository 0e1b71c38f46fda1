package com.traitly.cli.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How often a column has a value, and three different ones. Single-threaded. */
public final class ColumnValues {
  private static final int SAMPLES = 3;
  private static final int SHOWN = 40;

  private final List<String> samples = new ArrayList<>();
  private long filled;

  public void add(JsonNode value) {
    if (value.isNull()) {
      return;
    }
    filled++;
    if (samples.size() < SAMPLES) {
      String text = value.isValueNode() ? value.asText() : value.toString();
      String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
      if (!samples.contains(shown)) {
        samples.add(shown);
      }
    }
  }

  /** The share of the rows with a value. */
  public double fill(long rows) {
    return rows == 0 ? 0 : (double) filled / rows;
  }

  public List<String> samples() {
    return samples;
  }
}
