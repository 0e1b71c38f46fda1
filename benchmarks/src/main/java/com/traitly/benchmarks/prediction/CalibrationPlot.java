package com.traitly.benchmarks.prediction;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * A calibration plot as SVG: predicted likelihood against observed share, in 20 bins of the
 * likelihood. The area of a dot is the number of predictions in its bin.
 */
final class CalibrationPlot {
  private static final int BINS = 20;
  private static final int SIZE = 400;
  private static final int MARGIN = 60;
  private static final double LARGEST_DOT = 16;

  private CalibrationPlot() {}

  static String of(LogResult result) {
    List<Prediction> ticks =
        result.predictions().stream().filter(each -> each.test() && each.tick()).toList();
    double[] said = new double[BINS];
    int[] reached = new int[BINS];
    int[] count = new int[BINS];
    int most = 1;
    for (Prediction each : ticks) {
      int bin = Math.clamp((int) (each.served() * BINS), 0, BINS - 1);
      said[bin] += each.served();
      reached[bin] += each.reached() ? 1 : 0;
      most = Math.max(most, ++count[bin]);
    }
    Formatter svg = new Formatter(Locale.ROOT);
    frame(svg, result, ticks.size());
    for (int bin = 0; bin < BINS; bin++) {
      if (count[bin] > 0) {
        double radius = Math.max(2, LARGEST_DOT * Math.sqrt((double) count[bin] / most));
        svg.format(
            "<circle cx='%.1f' cy='%.1f' r='%.1f' fill='#2563eb' fill-opacity='0.65'>"
                + "<title>%d predictions: said %.3f, reached %.3f</title></circle>\n",
            x(said[bin] / count[bin]),
            y((double) reached[bin] / count[bin]),
            radius,
            count[bin],
            said[bin] / count[bin],
            (double) reached[bin] / count[bin]);
      }
    }
    return svg.format("</svg>%n").toString();
  }

  private static void frame(Formatter svg, LogResult result, int predictions) {
    int whole = SIZE + 2 * MARGIN;
    svg.format(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d' "
            + "font-family='sans-serif' font-size='13' fill='#333'>\n"
            + "<rect width='%d' height='%d' fill='white'/>\n",
        whole, whole, whole, whole, whole, whole);
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      double at = tenth / 10.0;
      svg.format(
          "<path d='M%.0f %.0fH%.0fM%.0f %.0fV%.0f' stroke='#ddd'/>"
              + "<text x='%.0f' y='%.0f' text-anchor='middle'>%.1f</text>"
              + "<text x='%.0f' y='%.0f' text-anchor='end'>%.1f</text>\n",
          x(0), y(at), x(1), x(at), y(0), y(1), x(at), y(0) + 20, at, x(0) - 8, y(at) + 4, at);
    }
    svg.format(
        "<path d='M%.0f %.0fL%.0f %.0f' stroke='#888' stroke-dasharray='5 4'/>\n"
            + "<text x='%d' y='%d' text-anchor='middle'>likelihood that was said</text>\n"
            + "<text transform='translate(18 %d) rotate(-90)' text-anchor='middle'>share of"
            + " windows reached</text>\n"
            + "<text x='%d' y='28' text-anchor='middle' font-size='15'>%s: %,d predictions,"
            + " calibration error %.4f</text>\n",
        x(0),
        y(0),
        x(1),
        y(1),
        whole / 2,
        whole - 16,
        whole / 2,
        whole / 2,
        result.goal().log(),
        predictions,
        result.ticks().ece());
  }

  private static double x(double share) {
    return MARGIN + share * SIZE;
  }

  private static double y(double share) {
    return MARGIN + (1 - share) * SIZE;
  }
}
