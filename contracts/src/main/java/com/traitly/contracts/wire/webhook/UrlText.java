package com.traitly.contracts.wire.webhook;

import com.traitly.contracts.json.CleanText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Paths and queries of URLs in plain ASCII. */
final class UrlText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  // The characters that RFC 3986 allows in a path, and ? for the query.
  private static final String MARKS = "-._~!$&'()*+,;=:@/?";
  private static final int BYTE_IN_HEX = 2;
  private static final Pattern DOT = Pattern.compile("\\.|%2[eE]");

  private UrlText() {}

  /**
   * Percent-encodes what needs it; what is percent-encoded already stays as it is.
   *
   * @throws IllegalArgumentException when there is a control character, half of a surrogate pair,
   *     or a percent sign that encodes nothing
   */
  static String encoded(String text) {
    if (!CleanText.isClean(text)) {
      throw new IllegalArgumentException("must not hold control characters");
    }
    StringBuilder encoded = new StringBuilder(text.length());
    text.codePoints()
        .forEach(each -> {
          if (each == '%' || plain(each)) {
            encoded.appendCodePoint(each);
          } else {
            for (byte part : Character.toString(each).getBytes(StandardCharsets.UTF_8)) {
              HEX.toHexDigits(encoded.append('%'), part);
            }
          }
        });
    requireWholeEscapes(encoded);
    return encoded.toString();
  }

  private static boolean plain(int each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || MARKS.indexOf(each) >= 0;
  }

  private static void requireWholeEscapes(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      boolean whole =
          text.charAt(i) != '%'
              || (i + BYTE_IN_HEX < text.length()
                  && HexFormat.isHexDigit(text.charAt(i + 1))
                  && HexFormat.isHexDigit(text.charAt(i + BYTE_IN_HEX)));
      if (!whole) {
        throw new IllegalArgumentException(
            "must not hold a % without two hexadecimal digits behind it: write %25");
      }
    }
  }

  /** Reads {@link #encoded}; bytes that are not UTF-8 become replacement characters. */
  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Resolves the dot segments of an encoded path. */
  static String withoutDots(String path) {
    List<String> kept = new ArrayList<>();
    String[] segments = path.isEmpty() ? new String[] {""} : path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      String plain = DOT.matcher(segments[i]).replaceAll(".");
      boolean last = i == segments.length - 1;
      switch (plain) {
        case "." -> addIf(last, kept);
        case ".." -> {
          if (!kept.isEmpty()) {
            kept.removeLast();
          }
          addIf(last, kept);
        }
        default -> kept.add(segments[i]);
      }
    }
    return "/" + String.join("/", kept);
  }

  // A path that ends in a dot segment names a directory.
  private static void addIf(boolean last, List<String> kept) {
    if (last) {
      kept.add("");
    }
  }
}
