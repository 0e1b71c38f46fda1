package com.traitly.benchmarks.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Bars that show each figure as a share of its target; the line is the target. */
final class RatioChart {
  private static final int WIDTH = 1040;
  private static final int LABELS = 560;
  private static final int ROW = 26;
  private static final int TOP = 48;
  // Everything from twice the target on looks the same.
  private static final double MOST = 2;
  // The share is capped at ten: a figure of zero would be infinitely far below its bound.
  private static final double TENFOLD = 10;

  private RatioChart() {}

  /**
   * One bar.
   *
   * @param share 1 when the target is just met, more when it is exceeded
   */
  record Bar(String row, double share, boolean met) {
    static Bar of(JsonNode judgement) {
      double value = judgement.path("value").asDouble();
      boolean atLeast = judgement.has("at_least");
      double target = judgement.path(atLeast ? "at_least" : "at_most").asDouble();
      double share = atLeast ? value / target : target / Math.max(value, target / TENFOLD);
      return new Bar(judgement.path("row").asText(), share, judgement.path("met").asBoolean());
    }
  }

  static String svg(List<Bar> bars) {
    double unit = (WIDTH - LABELS - 40) / MOST;
    int height = TOP + bars.size() * ROW + 30;
    StringBuilder svg = new StringBuilder(Svg.open(WIDTH, height));
    svg.append(Svg.text(20, 26, "start", 16, "Figures as a share of their targets"));
    for (int i = 0; i < bars.size(); i++) {
      Bar each = bars.get(i);
      int y = TOP + i * ROW;
      svg.append(Svg.text(LABELS - 8, y + 15, "end", 12, each.row()));
      svg.append(
          Svg.box(
              LABELS,
              y + 3,
              Math.min(each.share(), MOST) * unit,
              ROW - 8,
              each.met() ? Svg.GOOD : Svg.BAD));
      svg.append(
          Svg.text(
              LABELS + 6,
              y + 16,
              "start",
              11,
              String.format(Locale.ROOT, "%.0f %%", each.share() * 100)));
    }
    double target = LABELS + unit;
    svg.append(Svg.line(target, TOP - 6, target, height - 22, Svg.INK));
    svg.append(Svg.text(target, height - 8, "middle", 12, "target"));
    return svg.append(Svg.CLOSE).toString();
  }
}
