package com.traitly.testkit;

import com.traitly.testkit.draw.Choices;
import com.traitly.testkit.draw.Draws;
import com.traitly.testkit.draw.Grammar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** Ids and names that addresses, proxies and parsers often misread; all of them can be stored. */
public final class OddNames {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~";

  private static final String INVISIBLE = " \u202E\u00A0\u200B\uFEFF\u2028";

  private static final Grammar GRAMMAR = Grammar.of(OddNames.class, "odd-names");
  private static final List<String> EXAMPLES =
      new Draws(GRAMMAR, new Choices(new Random(0))).all("example");

  private OddNames() {}

  /** Names that went wrong somewhere; each has at most 255 bytes and no space at its ends. */
  public static List<String> examples() {
    return EXAMPLES;
  }

  /** A random name of 1 to so many bytes, with something to see and without a space at its ends. */
  public static String draw(RandomGenerator random, int maxBytes) {
    String text = new Draws(GRAMMAR, new Choices(random)).draw("name").strip();
    boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
    boolean visible = text.codePoints().anyMatch(each -> INVISIBLE.indexOf(each) < 0);
    return fits && visible ? text : draw(random, maxBytes);
  }

  /**
   * Encodes as most clients do in a path, and also dots, because many clients would resolve them.
   */
  public static String encode(String name) {
    return encode(name, each -> UNRESERVED.indexOf(each) >= 0 ? "%c" : "%%%02X");
  }

  /** Encodes every byte. */
  public static String encodeAll(String name) {
    return encode(name, each -> "%%%02x");
  }

  /** Encodes letters and digits now and then, with hexadecimal digits in either case. */
  public static String encode(String name, RandomGenerator random) {
    return encode(
        name,
        each ->
            UNRESERVED.indexOf(each) >= 0 && random.nextInt(4) > 0
                ? "%c"
                : random.nextBoolean() ? "%%%02X" : "%%%02x");
  }

  private static String encode(String name, IntFunction<String> format) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      encoded.append(format.apply(each).formatted(each));
    }
    return encoded.toString();
  }
}
