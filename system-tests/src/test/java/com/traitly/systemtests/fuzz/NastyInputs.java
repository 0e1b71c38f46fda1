package com.traitly.systemtests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that once caused an error here, and inputs that are known to cause errors elsewhere. */
final class NastyInputs {
  private static final String EVENT = "{\"customer_id\":1,\"name\":\"a\"}";
  private static final String TO_EVENT = "POST /api/v1/event HTTP/1.1\r\nHost: a\r\n";
  private static final String KEY = "Authorization: Token " + FuzzTarget.API_KEY + "\r\n";

  private NastyInputs() {}

  /** Returns the inputs; each is everything that is sent on one connection. */
  static Stream<byte[]> all() {
    return Stream.of(found(), smuggled(), chunks(), lines(), bodies())
        .flatMap(List::stream)
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns inputs that a fuzz run found. */
  private static List<String> found() {
    return List.of(
        withBody("Accept: ,,;;\r\n", EVENT),
        withBody("", "1e-9999999999"),
        withBody("", "\0\0{\0"),
        withBody("", "\0{\0\0"),
        withBody("", "\0\0\u00ff\u00fe"),
        withBody("Content-Type: application/x-ndjson\r\n", "   \0{\0\"\0x\0\"\0:\0001\0}"),
        withBody("", "{\"customer_id\":1e-99999999999999999999,\"name\":\"a\"}"));
  }

  /** Returns inputs that some servers read as two requests and others do not. */
  private static List<String> smuggled() {
    return List.of(
        TO_EVENT + KEY + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
        TO_EVENT + KEY + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nG",
        TO_EVENT + KEY + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        TO_EVENT + KEY + "Content-Length: 5, 6\r\n\r\nabcdef",
        TO_EVENT + KEY + "Content-Length: +5\r\n\r\nabcde",
        TO_EVENT + KEY + "Content-Length: -5\r\n\r\nabcde",
        TO_EVENT + KEY + "Content-Length: 99999999999999999999\r\n\r\nabcde",
        TO_EVENT + KEY + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        TO_EVENT + KEY + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        TO_EVENT + KEY + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        TO_EVENT + KEY + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        TO_EVENT + "Host: b\r\n" + KEY + "Content-Length: 0\r\n\r\n",
        "GET http://other/api/v1/event HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  private static List<String> chunks() {
    String head = TO_EVENT + KEY + "Transfer-Encoding: chunked\r\n\r\n";
    return List.of(
        head + "1c\r\n" + EVENT + "\r\n0\r\n\r\n",
        head + "1c;a=\"b\"\r\n" + EVENT + "\r\n0\r\nTrailer: x\r\n\r\n",
        head + "1b\r\n" + EVENT + "\r\n0\r\n\r\n",
        head + "1c\n" + EVENT + "\n0\n\n",
        head + "0x1c\r\n" + EVENT + "\r\n0\r\n\r\n",
        head + "-1\r\n",
        head + "ffffffffffffffff\r\n",
        head + "7fffffff\r\n" + EVENT,
        head + "1c\r\n" + EVENT,
        head + "0\r\nBad\u0001: x\r\n\r\n");
  }

  private static List<String> lines() {
    return List.of(
        "",
        "\r\n\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /api/v1/event HTTP/3.1\r\nHost: a\r\n\r\n",
        "GET /api/v1/event HTTP/1.1\r\n\r\n",
        "GET /api/v1/event\r\n\r\n",
        "FOO /api/v1/event HTTP/1.1\r\nHost: a\r\n\r\n",
        "TRACE /api/v1/event HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/v1/customer/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "PATCH /api/v1/customer/%ff HTTP/1.1\r\nHost: a\r\n" + KEY + "\r\n",
        "PATCH /api/v1/customer/%c0%af HTTP/1.1\r\nHost: a\r\n" + KEY + "\r\n",
        "DELETE /api/v1/customer/%00 HTTP/1.1\r\nHost: a\r\n" + KEY + "\r\n",
        "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/v1/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9_000) + "\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\rHost: a\r\r",
        TO_EVENT + KEY + "Expect: 200-maybe\r\nContent-Length: 0\r\n\r\n",
        TO_EVENT + KEY + "Upgrade: h2c\r\nConnection: Upgrade\r\nContent-Length: 0\r\n\r\n");
  }

  private static List<String> bodies() {
    return List.of(
        withBody("", ""),
        withBody("", "[".repeat(10_000)),
        withBody("", "{\"a\":".repeat(10_000)),
        withBody("", "9".repeat(10_000)),
        withBody("", "\"" + "x".repeat(100_000)),
        withBody("", "{\"customer_id\":1,\"customer_id\":2,\"name\":\"a\"}"),
        withBody("", "{\"customer_id\":\"\\ud800\",\"name\":\"a\"}"),
        withBody("", "{\"customer_id\":\"a\\u0000\",\"name\":\"a\"}"),
        withBody("", "\u00ef\u00bb\u00bf" + EVENT),
        withBody("", "\u00ff\u00fe{\u0000}\u0000"),
        withBody("", "[" + "1,".repeat(2_000) + "1]"),
        withBody("", "{\"batch\":{}}"),
        withBody("", EVENT + "\n" + EVENT + "\nnonsense"),
        withBody("Content-Encoding: gzip\r\n", EVENT),
        withBody("Content-Encoding: br\r\n", EVENT),
        withBody("Content-Encoding: gzip\r\n", "\u001f\u008b\u0008\u0000"),
        withBody("Idempotency-Key: \"\r\n", EVENT),
        withBody("Idempotency-Key:\r\n", EVENT));
  }

  private static String withBody(String headers, String body) {
    return TO_EVENT + KEY + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
