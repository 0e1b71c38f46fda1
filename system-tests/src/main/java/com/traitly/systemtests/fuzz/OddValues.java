package com.traitly.systemtests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws JSON values: usual ones, those around a limit, and those beyond a limit. */
public final class OddValues {
  private static final List<String> TEXTS =
      List.of(
          "Trial",
          "Pro",
          "a",
          " EU ",
          "CORP\\\\jane",
          "100%",
          "日本",
          "\\u00e9",
          "\\ud83d\\ude00",
          "😀",
          "a\u202eb",
          "\u00a0",
          "\u200b\ufeff",
          "",
          " ",
          "\\u0000",
          "\\n",
          "\\ud800",
          "\\udc00x",
          "<b>&'\\\"",
          "{{customer.name}}",
          "{{customer.",
          "2026-01-31T09:30:00Z",
          "2026-02-30T00:00:00Z",
          "1493933699",
          "1e2",
          "١١",
          "/",
          "?#;+",
          "..",
          "null",
          "\\\\",
          "\u2028",
          "\uFFFD",
          "\u007f");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-0.0",
          "7",
          "1e2",
          "1E+2",
          "15.0",
          "0.10",
          "1.5",
          "-1",
          "1e400",
          "1e-400",
          "1e999",
          "1e1001",
          "1E+99999999",
          "1e-99999999999",
          "0e5",
          "9007199254740993",
          "-9223372036854775809",
          "253402300799",
          "12345678901234567890.123456789",
          "4.9e-324",
          "1.0000000000000000000000000000001");

  /** Valid amounts at the limits of digits, decimals and exponents. */
  private static final List<String> AMOUNTS =
      List.of(
          "1e2",
          "0.10",
          "-0.0",
          "1e30",
          "-1e30",
          "1E-30",
          "0e30",
          "12345678901234567890e15",
          "123456789012345678901234567890e30",
          "0.123456789012345678901234567890",
          "999999999999999999999999999999");

  private static final List<String> NAMES =
      List.of(
          "role",
          "color",
          "a b",
          "",
          "\\u0000",
          "é",
          "😀",
          "\\ud83d",
          "properties",
          "batch",
          "type",
          "x.y",
          "$",
          "1");
  private static final int MAX_DEPTH = 4;

  private final Choices choose;

  /** Draws with these choices. */
  public OddValues(Choices choose) {
    this.choose = choose;
  }

  /** Draws a JSON string, with its quotes; mostly a valid one. */
  public String text() {
    String text = choose.oneIn(3) ? choose.of(TEXTS) : "t" + choose.below(1_000);
    return "\"" + (choose.oneIn(60) ? text + "x".repeat(190 + choose.below(20)) : text) + "\"";
  }

  /** Draws a number, perhaps one that is too long or too large. */
  public String number() {
    return switch (choose.below(8)) {
      case 0 -> digits(58 + choose.below(9));
      case 1 -> "1." + digits(58 + choose.below(6)) + (choose.oneIn(2) ? "e-5" : "");
      case 2 -> Integer.toString(choose.below(100));
      case 3 ->
          digits(1 + choose.below(34)) + (choose.oneIn(2) ? "e-" : "e") + (12 + choose.below(22));
      case 4 -> amount();
      default -> choose.of(NUMBERS);
    };
  }

  /** Draws an amount that goals and payments accept. */
  public String amount() {
    return (choose.oneIn(5) ? "-" : "") + choose.of(AMOUNTS).replaceFirst("^-", "");
  }

  /** Draws a field name, with its quotes. */
  public String name() {
    return switch (choose.below(12)) {
      case 0 -> "\"" + "n".repeat(250 + choose.below(10)) + "\"";
      case 1 -> "\"" + "😀".repeat(250 + choose.below(10)) + "\"";
      case 2, 3 -> "\"" + choose.of(NAMES) + "\"";
      default -> "\"n" + choose.below(50) + "\"";
    };
  }

  /** Draws any value, at most a few levels deep. */
  public String value() {
    return value(0);
  }

  private String value(int depth) {
    return switch (depth < MAX_DEPTH ? choose.below(9) : choose.below(4)) {
      case 0, 1 -> number();
      case 2 -> choose.of(List.of("true", "false", "null"));
      case 4 -> list(depth);
      case 5 -> object(depth);
      case 6 ->
          choose.oneIn(20)
              ? "[".repeat(25 + choose.below(12)) + "]".repeat(25 + choose.below(12))
              : number();
      default -> text();
    };
  }

  private String list(int depth) {
    return IntStream.range(0, choose.below(4))
        .mapToObj(i -> value(depth + 1))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String object(int depth) {
    return IntStream.range(0, choose.below(4))
        .mapToObj(i -> name() + ":" + value(depth + 1))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String digits(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Integer.toString(i == 0 ? 1 + choose.below(9) : choose.below(10)))
        .collect(Collectors.joining());
  }

  /** Returns the text's bytes, sometimes with a few of them changed. */
  public byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = choose.oneIn(10) ? 1 + choose.below(3) : 0; i > 0 && bytes.length > 0; i--) {
      bytes[choose.below(bytes.length)] =
          (byte) (choose.oneIn(2) ? 0x80 | choose.below(128) : choose.below(128));
    }
    return choose.oneIn(25) ? spliced(bytes) : bytes;
  }

  /** Inserts a sequence that is almost UTF-8. */
  private byte[] spliced(byte[] bytes) {
    byte[] odd =
        choose.of(
            List.of(
                new byte[] {
                  (byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, (byte) 0x80
                },
                new byte[] {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x98, (byte) 0x80}));
    int at = choose.below(bytes.length + 1);
    byte[] all = new byte[bytes.length + odd.length];
    System.arraycopy(bytes, 0, all, 0, at);
    System.arraycopy(odd, 0, all, at, odd.length);
    System.arraycopy(bytes, at, all, at + odd.length, bytes.length - at);
    return all;
  }
}
