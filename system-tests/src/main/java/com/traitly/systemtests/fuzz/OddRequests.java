package com.traitly.systemtests.fuzz;

import com.traitly.testkit.draw.Choices;
import com.traitly.testkit.draw.Draws;
import com.traitly.testkit.draw.Grammar;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws requests to the gateway by {@code values.grammar} and {@code requests.grammar}. Belongs to
 * one thread.
 */
final class OddRequests {
  private static final Grammar GRAMMAR = Grammar.ofValues().and(OddRequests.class, "requests");
  private static final int BOMB = 20 * 1024 * 1024;

  private final Choices choose;
  private final Draws draws;

  OddRequests(RandomGenerator random, String apiKey) {
    choose = new Choices(random);
    draws = new Draws(GRAMMAR, choose).given("key", () -> apiKey);
  }

  /** Draws bytes for a socket, which may be anything. */
  byte[] raw() {
    StringBuilder text = new StringBuilder();
    do {
      String end = draws.draw("line-end");
      text.append(draws.given("end", () -> end).draw("raw"));
    } while (choose.oneIn(4));
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    if (choose.oneIn(6)) {
      bytes[choose.below(bytes.length)] = (byte) choose.below(256);
    }
    return choose.oneIn(6) ? Arrays.copyOf(bytes, choose.below(bytes.length)) : bytes;
  }

  /** Draws a well-formed request to one of the writes; its headers and body may be malformed. */
  byte[] write() {
    List<String> head = new ArrayList<>();
    head.add(draws.draw("write") + " HTTP/1.1");
    head.add("Host: fuzz");
    head.add("Authorization: Token " + (choose.oneIn(50) ? "wrong" : draws.draw("key")));
    for (int i = choose.below(4); i > 0; i--) {
      head.add(draws.draw("field"));
    }
    byte[] body = coded(body(), head);
    boolean chunked = choose.oneIn(5);
    head.add(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        (String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(chunked ? Framing.chunked(body, choose, 20_000, () -> "") : body);
    return request.toByteArray();
  }

  private byte[] coded(byte[] plain, List<String> head) {
    return switch (choose.below(20)) {
      case 0, 1 -> {
        head.add("Content-Encoding: gzip");
        yield Framing.gzipped(plain);
      }
      case 2 -> {
        head.add("Content-Encoding: gzip");
        byte[] whole = Framing.gzipped(plain);
        yield Arrays.copyOf(whole, choose.below(whole.length));
      }
      case 3 -> {
        head.add("Content-Encoding: gzip");
        yield choose.oneIn(50) ? Framing.gzipped(new byte[BOMB]) : plain;
      }
      case 4 -> {
        head.add("Content-Encoding: " + draws.draw("coding"));
        yield plain;
      }
      default -> plain;
    };
  }

  private byte[] body() {
    String text = draws.draw("body");
    for (int i = choose.below(4); i > 0; i--) {
      text = mutated(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = choose.oneIn(8) ? 1 + choose.below(4) : 0; i > 0 && bytes.length > 0; i--) {
      bytes[choose.below(bytes.length)] = (byte) choose.below(256);
    }
    return bytes;
  }

  private String mutated(String text) {
    int at = choose.below(text.length() + 1);
    int end = Math.min(text.length(), at + choose.below(8));
    return switch (choose.below(5)) {
      case 0 -> text.substring(0, at) + draws.draw("splice") + text.substring(at);
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
    return text.substring(0, colon + 1) + draws.draw("value") + text.substring(end);
  }
}
