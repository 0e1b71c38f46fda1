package com.traitly.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Ids and names that addresses, proxies and parsers often misread; all of them can be stored. */
public final class OddNames {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~";

  private static final String INVISIBLE = " \u202E\u00A0\u200B\uFEFF\u2028";

  private static final List<String> PIECES =
      List.of(
          "%",
          "\\",
          "/",
          "?",
          "#",
          ";",
          "+",
          " ",
          ".",
          "..",
          "//",
          "%2F",
          "%2E%2E",
          "%25",
          "%5C",
          "%zz",
          "&",
          "=",
          ":",
          "@",
          "|",
          "\"",
          "'",
          "<",
          ">",
          "{",
          "}",
          "[",
          "]",
          "^",
          "`",
          "~",
          "$",
          ",",
          "*",
          "!",
          "a",
          "Z",
          "0",
          "é",
          "日本",
          "😀",
          "\u202E",
          "\u00A0",
          "\u200B",
          "\uFEFF",
          "\u2028",
          "\uFFFD",
          ";jsessionid=1",
          "/../",
          "index.html",
          "http://x");

  private static final List<String> EXAMPLES =
      List.of(
          ".",
          "..",
          "...",
          "../..",
          "../../../../x",
          "./a",
          "a/.",
          "a/..",
          "/",
          "//",
          "a//b",
          "/a/",
          "\\",
          "CORP\\jane",
          "..\\..",
          "%",
          "%%",
          "100% Setup",
          "%2F",
          "a%2Fb",
          "%252F",
          "%2e%2e",
          "%00",
          "?",
          "a?b=c",
          "#",
          "a#b",
          ";",
          "a;b=c",
          "..;",
          "..;/",
          ".;x",
          "+",
          "a+b",
          "a b",
          "x y  z",
          "&a=b",
          "😀",
          "👩‍👩‍👧‍👦",
          "\u202Eabc",
          "é",
          "e\u0301",
          "日本語",
          "a\u00A0b",
          "x\u200B",
          "\uFEFFx",
          "a:b",
          "http://example.com/a?b#c",
          "customer",
          "a.json",
          "[::1]",
          "{id}",
          "<b>",
          "\"",
          "'",
          "|",
          "a".repeat(255),
          "😀".repeat(63) + "abc",
          "/".repeat(255),
          "..".repeat(127),
          "%".repeat(255));

  private OddNames() {}

  /** Names that went wrong somewhere; each has at most 255 bytes and no space at its ends. */
  public static List<String> examples() {
    return EXAMPLES;
  }

  /** A random name of 1 to so many bytes, with something to see and without a space at its ends. */
  public static String draw(RandomGenerator random, int maxBytes) {
    StringBuilder name = new StringBuilder();
    int pieces = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 8);
    for (int i = 0; i < pieces; i++) {
      name.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    String text = name.toString().strip();
    boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
    boolean visible = text.codePoints().anyMatch(each -> INVISIBLE.indexOf(each) < 0);
    return fits && visible ? text : draw(random, maxBytes);
  }

  /**
   * Encodes as most clients do in a path, and also dots, because many clients would resolve them.
   */
  public static String encode(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      encoded.append(UNRESERVED.indexOf(each) >= 0 ? "" + (char) each : "%%%02X".formatted(each));
    }
    return encoded.toString();
  }

  /** Encodes every byte. */
  public static String encodeAll(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      encoded.append("%%%02x".formatted(each));
    }
    return encoded.toString();
  }

  /** Encodes letters and digits now and then, with hexadecimal digits in either case. */
  public static String encode(String name, RandomGenerator random) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = UNRESERVED.indexOf(each) >= 0 && random.nextInt(4) > 0;
      encoded.append(
          plain ? "" + (char) each : (random.nextBoolean() ? "%%%02X" : "%%%02x").formatted(each));
    }
    return encoded.toString();
  }
}
