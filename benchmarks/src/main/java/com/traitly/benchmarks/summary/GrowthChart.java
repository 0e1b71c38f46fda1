package com.traitly.benchmarks.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Event rate and bytes per customer against the number of customers, each on its own axis. */
final class GrowthChart {
  private static final String RATE = "per_second";
  private static final String BYTES = "bytes_per_customer";
  private static final int WIDTH = 760;
  private static final int HEIGHT = 360;
  private static final int LEFT = 90;
  private static final int RIGHT = 670;
  private static final int TOP = 60;
  private static final int BOTTOM = 300;

  private GrowthChart() {}

  static String svg(JsonNode steps) {
    StringBuilder svg = new StringBuilder(Svg.open(WIDTH, HEIGHT));
    svg.append(Svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, Svg.INK));
    svg.append(Svg.text(20, 24, "start", 16, "Growth with the number of customers"));
    svg.append(Svg.box(LEFT, 36, 12, 12, Svg.GOOD));
    svg.append(Svg.text(LEFT + 18, 47, "start", 12, "events per second"));
    svg.append(Svg.box(LEFT + 180, 36, 12, 12, Svg.SECOND));
    svg.append(Svg.text(LEFT + 198, 47, "start", 12, "state bytes per customer"));
    for (int i = 0; i < steps.size(); i++) {
      svg.append(
          Svg.text(
              x(i, steps.size()),
              BOTTOM + 22,
              "middle",
              12,
              String.format(Locale.ROOT, "%,d", steps.path(i).path("customers").asLong())));
    }
    svg.append(Svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 46, "middle", 12, "customers"));
    // Each label is on the free side of its curve.
    IntPredicate rateAbove = i -> share(steps, i, RATE) >= share(steps, i, BYTES);
    curve(svg, steps, RATE, Svg.GOOD, rateAbove);
    curve(svg, steps, BYTES, Svg.SECOND, rateAbove.negate());
    return svg.append(Svg.CLOSE).toString();
  }

  private static void curve(
      StringBuilder svg, JsonNode steps, String figure, String colour, IntPredicate above) {
    for (int i = 0; i < steps.size(); i++) {
      double y = y(share(steps, i, figure));
      if (i > 0) {
        double before = y(share(steps, i - 1, figure));
        svg.append(Svg.line(x(i - 1, steps.size()), before, x(i, steps.size()), y, colour));
      }
      svg.append(Svg.box(x(i, steps.size()) - 4, y - 4, 8, 8, colour));
      svg.append(
          Svg.text(
              x(i, steps.size()),
              above.test(i) ? y - 10 : y + 20,
              "middle",
              12,
              String.format(Locale.ROOT, "%,.0f", steps.path(i).path(figure).asDouble())));
    }
  }

  /** Returns a step's figure as a share of the greatest one. */
  private static double share(JsonNode steps, int step, String figure) {
    double most = 1;
    for (JsonNode each : steps) {
      most = Math.max(most, each.path(figure).asDouble());
    }
    return steps.path(step).path(figure).asDouble() / most;
  }

  private static double x(int step, int steps) {
    return LEFT + 40 + (RIGHT - LEFT - 80) * (double) step / Math.max(1, steps - 1);
  }

  private static double y(double share) {
    return BOTTOM - (BOTTOM - TOP - 20) * share;
  }
}
