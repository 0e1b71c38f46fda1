package com.traitly.platform.address;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes the parts of an address strictly: anything but percent-encoded UTF-8 is rejected. Pure.
 */
public final class PercentCoding {
  public static final String EXPECTED =
      "is not percent-encoded UTF-8: write each byte that is not a letter, digit, '-', '.', '_' or '~'"
          + " as % and two hex digits, a percent sign itself as %25";

  private static final char REPLACEMENT = '\uFFFD';

  private PercentCoding() {}

  /**
   * The decoded text; empty when {@code sent} is not percent-encoded UTF-8.
   *
   * @param plus the character that a plus sign means
   */
  public static Optional<String> decode(String sent, char plus) {
    if (isPlain(sent)) {
      return Optional.of(sent);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(sent.length());
    int i = 0;
    while (i < sent.length()) {
      int code = sent.codePointAt(i);
      if (code == '%') {
        int high = digit(sent, i + 1);
        int low = digit(sent, i + 2);
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.write(high << 4 | low);
        i += 3;
      } else if (code == REPLACEMENT) {
        return Optional.empty(); // it replaces raw bytes that were not UTF-8
      } else {
        bytes.writeBytes(
            Character.toString(code == '+' ? plus : code).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(code);
      }
    }
    return utf8(bytes.toByteArray());
  }

  private static boolean isPlain(String sent) {
    return sent.chars().allMatch(each -> each < 0x80 && each != '%' && each != '+');
  }

  private static int digit(String sent, int at) {
    char each = at < sent.length() ? sent.charAt(at) : ' ';
    return each < 0x80 ? Character.digit(each, 16) : -1;
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
