package com.traitly.benchmarks.summary;

import java.util.Locale;

/** The few SVG shapes that the charts need. */
final class Svg {
  static final String INK = "#374151";
  static final String GOOD = "#2f855a";
  static final String BAD = "#c05621";
  static final String SECOND = "#2b6cb0";
  static final String CLOSE = "</svg>\n";

  private Svg() {}

  static String open(int width, int height) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
    font-family="sans-serif">
    <rect width="100%%" height="100%%" fill="#ffffff"/>
    """
        .formatted(width, height, width, height);
  }

  static String text(double x, double y, String anchor, int size, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\">%s</text>\n"
        .formatted(number(x), number(y), anchor, size, INK, escaped(text));
  }

  static String box(double x, double y, double width, double height, String colour) {
    return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" fill-opacity=\"0.8\"/>\n"
        .formatted(number(x), number(y), number(Math.max(0, width)), number(height), colour);
  }

  static String line(double x1, double y1, double x2, double y2, String colour) {
    return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>\n"
        .formatted(number(x1), number(y1), number(x2), number(y2), colour);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
