package com.traitly.contracts.intent;

/** Words of a caller as a message may repeat them: short, and without control characters. Pure. */
public final class Excerpt {
  private static final int SHOWN = 60;

  private Excerpt() {}

  /** The beginning of a text. */
  public static String of(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.codePointCount(0, clean.length()) <= SHOWN
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
