package com.traitly.systemtests.stored;

import com.traitly.systemtests.fuzz.Choices;
import com.traitly.testkit.OddNames;
import java.util.List;

/** Draws endings for ids and names, and spells them in addresses and in JSON. */
final class Names {
  private static final List<String> ENDINGS =
      List.of(
          "",
          "/",
          "/..",
          "..",
          "%",
          "%2F",
          "\u65e5\u672c",
          "\ud83d\ude00",
          "\\",
          "?#;+&=",
          "\u00a0x",
          "a\u202eb",
          "e\u0301",
          "\"",
          "'",
          "<b>",
          "\u2028",
          ".json",
          ":*|",
          "{{customer.name}}");

  /** Path segments that name nothing. */
  private static final List<String> NO_SEGMENTS =
      List.of("", "%", "%zz", "%ff", "%c0%af", "%ed%a0%80", "%00", "a%0d%0ab", "%20", "%C2%A0");

  private final Choices choose;

  Names(Choices choose) {
    this.choose = choose;
  }

  /** Draws an ending, which is mostly empty. */
  String ending() {
    return choose.oneIn(5) ? choose.of(ENDINGS) : "";
  }

  /** Draws a path segment that must be refused. */
  String noSegment() {
    return choose.of(NO_SEGMENTS);
  }

  /** Returns a text as a path segment, in one of its equivalent forms. */
  String segment(String text) {
    String encoded = OddNames.encode(text);
    return switch (choose.below(8)) {
      case 0 ->
          encoded.replace("%2E", ".").replace("%27", "'").replace("%3A", ":").replace("%2A", "*");
      case 1 -> encoded.replace("e", "%65").replace("c", "%63");
      case 2 -> encoded.replace("%2F", "%2f").replace("%E", "%e");
      default -> encoded;
    };
  }

  /** Returns a text as a JSON string, with its quotes. */
  String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    return "\""
        + (choose.oneIn(4) ? escaped.replace("/", "\\/").replace("c", "\\u0063") : escaped)
        + "\"";
  }
}
