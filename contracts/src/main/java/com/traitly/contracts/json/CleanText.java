package com.traitly.contracts.json;

/** Rules for texts that name something. */
public final class CleanText {
  /** Unicode classes these fillers as letters or symbols, but they show nothing. */
  private static final String FILLERS = "\u115F\u1160\u2800\u3164\uFFA0";

  private CleanText() {}

  /** Whether a text may name something: it is clean, and at least one character can be seen. */
  public static boolean isName(String text) {
    return isClean(text) && isVisible(text);
  }

  /**
   * Whether a text has no control characters and no half of a surrogate pair. Such a half has no
   * UTF-8 form, so texts that differ only in it would become the same.
   */
  public static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each >= ' ' && each <= '~') {
        continue; // the most common characters, checked first
      }
      if (Character.isHighSurrogate(each)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isISOControl(each) || Character.isSurrogate(each)) {
        return false;
      }
    }
    return true;
  }

  /** The length as a person counts it: an emoji is one character, not two UTF-16 units. */
  public static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (isVisible(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isVisible(int character) {
    if (character > ' ' && character <= '~') {
      return true;
    }
    return switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.UNASSIGNED,
          Character.SURROGATE ->
          false;
      default -> FILLERS.indexOf(character) < 0;
    };
  }
}
