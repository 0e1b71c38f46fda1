package com.traitly.contracts.json;

/** What texts must be like that name something. */
public final class CleanText {
  /** Fillers that are letters and symbols by name and show nothing. */
  private static final String FILLERS = "\u115F\u1160\u2800\u3164\uFFA0";

  private CleanText() {}

  /** Whether a text may name something: it is clean, and at least one character can be seen. */
  public static boolean isName(String text) {
    return isClean(text) && isVisible(text);
  }

  /**
   * Whether a text has no control characters, and no half of a surrogate pair: that has no UTF-8
   * form, so texts that differ in it would become one.
   */
  public static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each >= ' ' && each <= '~') {
        continue; // most characters there are, and the quickest to tell
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

  /** As a person counts: an emoji is one character, not the two of its UTF-16 form. */
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
