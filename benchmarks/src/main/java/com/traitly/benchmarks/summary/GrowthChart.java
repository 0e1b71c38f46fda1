package com.traitly.benchmarks.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Rate and bytes of a customer against the number of customers, each on an axis of its own. */
final class GrowthChart {
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
    curve(svg, steps, "per_second", Svg.GOOD, -10);
    curve(svg, steps, "bytes_per_customer", Svg.SECOND, 20);
    return svg.append(Svg.CLOSE).toString();
  }

  private static void curve(
      StringBuilder svg, JsonNode steps, String figure, String colour, int labelAt) {
    double most = 0;
    for (JsonNode each : steps) {
      most = Math.max(most, each.path(figure).asDouble());
    }
    for (int i = 0; i < steps.size(); i++) {
      double value = steps.path(i).path(figure).asDouble();
      double y = y(value, most);
      if (i > 0) {
        double before = y(steps.path(i - 1).path(figure).asDouble(), most);
        svg.append(Svg.line(x(i - 1, steps.size()), before, x(i, steps.size()), y, colour));
      }
      svg.append(Svg.box(x(i, steps.size()) - 4, y - 4, 8, 8, colour));
      svg.append(
          Svg.text(
              x(i, steps.size()),
              y + labelAt,
              "middle",
              12,
              String.format(Locale.ROOT, "%,.0f", value)));
    }
  }

  private static double x(int step, int steps) {
    return LEFT + 40 + (RIGHT - LEFT - 80) * (double) step / Math.max(1, steps - 1);
  }

  private static double y(double value, double most) {
    return BOTTOM - (BOTTOM - TOP - 20) * value / Math.max(1, most);
  }
}
