package com.traitly.cli.view;

import java.util.Locale;

/** Writes the lines of pages. */
final class PageText {
  private PageText() {}

  /** Adds a formatted line; numbers look the same wherever the command runs. */
  @SuppressWarnings("AnnotateFormatMethod") // all formats are constants
  static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
