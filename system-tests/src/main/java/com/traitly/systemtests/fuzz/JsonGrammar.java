package com.traitly.systemtests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws bodies: documented ones, almost valid ones, and arbitrary ones. */
final class JsonGrammar {
  private static final List<String> DOCUMENTS =
      List.of(
          "{\"customer_id\":\"15\",\"name\":\"Style\",\"created_at\":\"1493933699\"}",
          "{\"customer_id\":7,\"name\":\"a\",\"event_id\":\"e-1\",\"color\":{\"deep\":[1,2.5e3]}}",
          "{\"customer_id\":\"15\",\"name\":\"A\",\"email\":\"a@example.com\",\"plan\":\"Trial\"}",
          "{\"customer_id\":1,\"name\":\"a\",\"email\":\"a@c.d\",\"plan\":\"p\",\"created_at\":1e9,"
              + "\"monthly_payment_amount\":99,\"custom_attributes\":{\"k\":null},\"role\":[1]}",
          "{\"name\":\"a\",\"window\":{\"days\":30},\"target\":{\"any\":[{\"event\":\"S\"}]},"
              + "\"entry\":{\"on\":\"customer_created\",\"where\":{\"plan\":[\"T\"]}},"
              + "\"actions\":[{\"event_name\":\"E\",\"message_html\":\"{{customer.name}}\"}],"
              + "\"notify\":{\"min_delta\":0.01},\"signals\":\"auto\",\"priority\":1}",
          "{\"url\":\"https://example.com\",\"headers\":{\"X\":\"y\"},\"objects\":[],\"enabled\":1}",
          "{\"name\":\"a\",\"scopes\":[\"read\"],\"expires_at\":\"2030-01-01T00:00:00\"}");
  private static final List<String> NAMES =
      List.of(
          "customer_id",
          "name",
          "created_at",
          "event_id",
          "email",
          "plan",
          "custom_attributes",
          "batch",
          "window",
          "url",
          "scopes");
  private static final List<String> SPLICES =
      List.of(
          "\n",
          "\r",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\\",
          "\u0000",
          "\ufeff",
          "\u2028",
          "//",
          "/*",
          "0x10",
          "NaN",
          "Infinity",
          "'",
          "nul",
          "[".repeat(40),
          "{\"a\":".repeat(40));

  private final Choices choose;
  private final OddValues odd;

  JsonGrammar(Choices choose) {
    this.choose = choose;
    odd = new OddValues(choose);
  }

  byte[] next() {
    String text = container();
    for (int i = choose.below(4); i > 0; i--) {
      text = mutated(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = choose.oneIn(8) ? 1 + choose.below(4) : 0; i > 0 && bytes.length > 0; i--) {
      bytes[choose.below(bytes.length)] = (byte) choose.below(256);
    }
    return bytes;
  }

  private String container() {
    return switch (choose.below(12)) {
      case 0 -> "";
      case 1, 2 -> "[" + items(",") + "]";
      case 3, 4 -> "{\"batch\":[" + items(",") + "]}";
      case 5, 6 -> items(choose.of(List.of("\n", "\r\n", "\n\n", " \n", "\r")));
      case 7 -> odd.value();
      case 8 -> "[".repeat(choose.below(5_000));
      case 9 -> large();
      default -> item();
    };
  }

  private String items(String between) {
    return IntStream.range(0, choose.below(6))
        .mapToObj(i -> item())
        .collect(Collectors.joining(between));
  }

  private String item() {
    return choose.oneIn(3) ? object() : choose.of(DOCUMENTS);
  }

  /** Draws a body around the size limit of an item or the length limit of a batch. */
  private String large() {
    return choose.oneIn(4)
        ? "[" + "1,".repeat(1_990 + choose.below(20)) + "1]"
        : "{\"customer_id\":1,\"name\":\"a\",\"p\":\"" + "x".repeat(choose.below(70_000)) + "\"}";
  }

  /** Draws names with repetition, so an object sometimes has the same name twice. */
  private String object() {
    return IntStream.range(0, choose.below(6))
        .mapToObj(i -> {
          String name = choose.oneIn(2) ? "\"" + choose.of(NAMES) + "\"" : odd.name();
          return name + ":" + odd.value();
        })
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String mutated(String text) {
    int at = choose.below(text.length() + 1);
    int end = Math.min(text.length(), at + choose.below(8));
    return switch (choose.below(5)) {
      case 0 -> text.substring(0, at) + choose.of(SPLICES) + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(end);
      case 2 -> text.substring(0, at);
      case 3 -> text.substring(0, at) + text.substring(at, end).repeat(3) + text.substring(end);
      default -> withValue(text, at);
    };
  }

  /** Replaces the value after a colon, so the body mostly stays JSON. */
  private String withValue(String text, int at) {
    int colon = text.indexOf(':', at);
    if (colon < 0) {
      return text;
    }
    int end = colon + 1;
    while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, colon + 1) + odd.value() + text.substring(end);
  }
}
