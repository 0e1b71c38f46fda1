package com.traitly.systemtests.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws well-formed HTTP requests to every write; their headers and bodies may be malformed. */
final class BodyGrammar {
  private static final List<String> WRITES =
      List.of(
          "POST /api/v1/event",
          "POST /api/v1/event",
          "POST /api/v1/event",
          "POST /api/event/",
          "POST /api/v1/event?validate=true",
          "POST /api/v1/event?validate=maybe",
          "POST /api/v1/customer",
          "POST /api/v1/customer",
          "POST /api/v1/customer?validate=true&validate=false",
          "PATCH /api/v1/customer/15",
          "PATCH /api/v1/customer/%F0%9F%90%9D%2F1",
          "DELETE /api/v1/customer/16",
          "POST /api/v1/goal",
          "PUT /api/v1/goal/a",
          "PUT /api/v1/goal/%00",
          "DELETE /api/v1/goal/b",
          "POST /api/v1/webhook",
          "PATCH /api/v1/webhook/whe_1",
          "DELETE /api/v1/webhook/whe_1",
          "POST /api/v1/token",
          "DELETE /api/v1/token/tok_1");
  private static final List<String> HEADERS =
      List.of(
          "Content-Type: application/json",
          "Content-Type: application/x-ndjson",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: text/plain; charset=utf-16",
          "Content-Type: multipart/form-data; boundary=x",
          "Content-Type: ;;;=",
          "Content-Type:",
          "Accept: */*",
          "Accept: text/html",
          "Accept: application/json;q=0.0001, ;q=x",
          "Accept: ,,;;",
          "Accept-Encoding: gzip, br;q=0",
          "Accept-Charset: utf-7",
          "Idempotency-Key: \"quoted\"",
          "Idempotency-Key:",
          "Idempotency-Key: \"",
          "Idempotency-Key: " + "k".repeat(200),
          "If-Match: *",
          "If-Match: \"1\"",
          "If-Match: W/\"1\", \"2",
          "If-None-Match: *",
          "Request-Id: sane-1",
          "Request-Id: <script>",
          "Traitly-Position: nonsense",
          "Origin: https://example.com",
          "Range: bytes=0-1",
          "Cookie: a=b; c",
          "X-Forwarded-For: 1.2.3.4, unknown");
  private static final List<String> ENCODINGS = List.of("deflate", "br", "gzip, gzip", "identity");
  private static final int BOMB = 20 * 1024 * 1024;

  private final Choices choose;
  private final JsonGrammar json;
  private final String apiKey;

  BodyGrammar(RandomGenerator random, String apiKey) {
    choose = new Choices(random);
    json = new JsonGrammar(choose);
    this.apiKey = apiKey;
  }

  byte[] next() {
    List<String> head = new ArrayList<>();
    head.add(choose.of(WRITES) + " HTTP/1.1");
    head.add("Host: fuzz");
    head.add("Authorization: " + (choose.oneIn(50) ? "Token wrong" : "Token " + apiKey));
    for (int i = choose.below(4); i > 0; i--) {
      head.add(choose.of(HEADERS));
    }
    byte[] body = encoded(json.next(), head);
    boolean chunked = choose.oneIn(5);
    head.add(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        (String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(chunked ? Framing.chunked(body, choose, 20_000, List.of("")) : body);
    return request.toByteArray();
  }

  private byte[] encoded(byte[] plain, List<String> head) {
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
        head.add("Content-Encoding: " + choose.of(ENCODINGS));
        yield plain;
      }
      default -> plain;
    };
  }
}
