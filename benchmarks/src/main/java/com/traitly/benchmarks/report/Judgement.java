package com.traitly.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.util.Locale;

/**
 * A figure beside its target: a ratio to a ceiling measured in the same run, or an amount.
 *
 * @param row what is judged
 * @param ours the product's own figure
 * @param beside the ceiling's figure; a dash when there is none
 * @param value the ratio of both, or the amount
 * @param unit the unit of an amount; empty for a ratio
 * @param bound the target
 */
public record Judgement(
    String row, String ours, String beside, double value, String unit, Bound bound) implements Row {
  /** The head of a table of judgements. */
  public static final String HEAD =
      "| row | ours | beside | figure | target | stretch | met |\n|---|---|---|---|---|---|---|";

  /**
   * The target of a figure, and a more ambitious one.
   *
   * @param atLeast whether both are minimums rather than maximums
   */
  public record Bound(double target, double stretch, boolean atLeast) {
    /** Makes a bound that demands this value or more. */
    public static Bound atLeast(double target, double stretch) {
      return new Bound(target, stretch, true);
    }

    /** Makes a bound that demands this value or less. */
    public static Bound atMost(double target, double stretch) {
      return new Bound(target, stretch, false);
    }

    boolean met(double value) {
      return atLeast ? value >= target : value <= target;
    }

    private String text(double limit, String unit) {
      return (atLeast ? "≥ " : "≤ ") + amount(limit, unit);
    }
  }

  /** Judges our median rate as a share of the ceiling's. */
  public static Judgement ofRates(String row, Series ours, Series ceiling, Bound bound) {
    return ofRatio(row, ours.rate(), ceiling.rate(), "/s", bound);
  }

  /** Judges our 99th percentile as a multiple of the ceiling's. */
  public static Judgement ofP99(String row, Series ours, Series ceiling, Bound bound) {
    return ofRatio(row, ours.p99Millis(), ceiling.p99Millis(), "ms", bound);
  }

  /** Judges a figure as a share, or a multiple, of the one beside it. */
  public static Judgement ofRatio(
      String row, double ours, double beside, String unit, Bound bound) {
    return new Judgement(row, amount(ours, unit), amount(beside, unit), ours / beside, "", bound);
  }

  /** Judges an amount that has no ceiling. */
  public static Judgement ofAmount(String row, double value, String unit, Bound bound) {
    return new Judgement(row, amount(value, unit), "–", value, unit, bound);
  }

  @Override
  public String markdown() {
    return "| %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            row,
            ours,
            beside,
            amount(value, unit),
            bound.text(bound.target(), unit),
            bound.text(bound.stretch(), unit),
            bound.met(value) ? "yes" : "**no**");
  }

  @Override
  public ObjectNode json() {
    return Json.object()
        .put("row", row)
        .put("ours", ours)
        .put("beside", beside)
        .put("value", Math.round(value * 10_000) / 10_000.0)
        .put("unit", unit)
        .put(bound.atLeast() ? "at_least" : "at_most", bound.target())
        .put("stretch", bound.stretch())
        .put("met", bound.met(value));
  }

  /**
   * Formats a figure for people.
   *
   * @param unit empty for a ratio
   */
  public static String amount(double value, String unit) {
    if (unit.isEmpty()) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    String digits = value >= 100 ? "%,.0f" : value >= 1 ? "%.1f" : "%.4f";
    return String.format(Locale.ROOT, digits + " %s", value, unit);
  }
}
