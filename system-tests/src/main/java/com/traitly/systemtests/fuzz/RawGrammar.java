package com.traitly.systemtests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws bytes for a socket: HTTP, almost HTTP, two requests disguised as one, and noise. */
final class RawGrammar {
  private static final String EVENT = "{\"customer_id\":1,\"name\":\"a\"}";
  private static final List<String> METHODS =
      List.of(
          "GET",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "HEAD",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "PRI",
          "FOO",
          "get",
          "",
          " GET",
          "G\u0000T",
          "M".repeat(9_000));
  private static final List<String> TARGETS =
      List.of(
          "/api/v1/event",
          "/api/event",
          "/api/event/",
          "//api//event",
          "/api/v1/../event",
          "/api/v1/./event",
          "/api/v1/event;a=b",
          "/api/v1/event#x",
          "/api/v1/event?validate=true",
          "/api/v1/event?%",
          "/api/v1/event?a=%zz&validate=%ff",
          "/api/v1/customer/%",
          "/api/v1/customer/%2",
          "/api/v1/customer/%zz",
          "/api/v1/customer/%ff%fe",
          "/api/v1/customer/%c0%af",
          "/api/v1/customer/%2e%2e",
          "/api/v1/customer/a%2Fb",
          "/api/v1/customer/%00",
          "/api/v1/customer/%u0041",
          "/api/v1/customer/\u00ff",
          "/api/v1/customer/a b",
          "/" + "a".repeat(9_000),
          "/health/live",
          "/metrics",
          "*",
          "",
          "http://fuzz/api/v1/event",
          "http://other:99999/api/v1/event",
          "http:///api",
          "ftp://fuzz/x",
          "fuzz:80",
          "http://user:pass@fuzz/api/v1/event");
  private static final List<String> VERSIONS =
      List.of(
          " HTTP/1.1",
          " HTTP/1.1",
          " HTTP/1.1",
          " HTTP/1.1",
          " HTTP/1.0",
          " HTTP/0.9",
          " HTTP/2.0",
          " HTTP/3.1",
          " HTTP/1.",
          " http/1.1",
          " HTTP/1.1 x",
          "  HTTP/1.1",
          "");
  private static final List<String> HEADERS =
      List.of(
          "Host: fuzz",
          "Host: ",
          "Host: a b",
          "Host: fuzz:port",
          "Host: [::1",
          "Content-Length: 28",
          "Content-Length: 028",
          "Content-Length: +28",
          "Content-Length: -1",
          "Content-Length: 28, 28",
          "Content-Length: 28, 5",
          "Content-Length: 5",
          "Content-Length: 99999999999999999999",
          "Content-Length: 0x1c",
          "Content-Length:",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: Chunked",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: chunked, identity",
          "Transfer-Encoding: xchunked",
          "Transfer-Encoding:\u000bchunked",
          "Transfer-Encoding : chunked",
          "Transfer-Encoding: chunked\r\n ",
          "Expect: 100-continue",
          "Expect: 200-maybe",
          "Connection: close",
          "Connection: keep-alive, Upgrade",
          "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
          "Upgrade: websocket",
          "X-Folded: a\r\n\tb",
          " Leading: space",
          "NoColon",
          ": no name",
          "Bad\u0001Name: x",
          "X-Nul: a\u0000b",
          "X-Lone-Return: a\rb",
          "X-High: \u00ff\u00fe",
          "X-Long: " + "x".repeat(9_000),
          "Authorization: " + "t".repeat(3_000),
          "Accept: " + "a/b,".repeat(500),
          "Request-Id: a\tb",
          "Content-Encoding: gzip",
          "Content-Type: application/json\r\nContent-Type: text/plain");
  private static final List<String> BODIES =
      List.of(
          "",
          EVENT,
          EVENT + "GET /api/v1/event HTTP/1.1\r\nHost: a\r\n\r\n",
          "1c\r\n" + EVENT + "\r\n0\r\n\r\n",
          "1c;ext=\"a\r\nb\"\r\n" + EVENT + "\r\n0\r\n\r\n",
          "1C ; x\r\n" + EVENT + "\r\n0\r\nTrailer: x\r\n\r\n",
          "0x1c\r\n" + EVENT + "\r\n0\r\n\r\n",
          "-1\r\n" + EVENT,
          "ffffffffffffffff\r\n" + EVENT,
          "fffffff1\r\n" + EVENT,
          "1c\n" + EVENT + "\n0\n\n",
          "1d\r\n" + EVENT + "\r\n0\r\n\r\n",
          "1c\r\n" + EVENT + "xx0\r\n\r\n",
          "0\r\n\r\nGET /nothing HTTP/1.1\r\nHost: a\r\n\r\n",
          "\r\n\r\n\r\n",
          "\u0000\u0001\u0002");
  private static final List<String> LINE_ENDS =
      List.of("\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n", "\n\r");

  private final Choices choose;
  private final String apiKey;

  RawGrammar(RandomGenerator random, String apiKey) {
    choose = new Choices(random);
    this.apiKey = apiKey;
  }

  byte[] next() {
    StringBuilder text = new StringBuilder(request());
    while (choose.oneIn(4)) {
      text.append(request());
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    if (choose.oneIn(6)) {
      bytes[choose.below(bytes.length)] = (byte) choose.below(256);
    }
    return choose.oneIn(6) ? Arrays.copyOf(bytes, choose.below(bytes.length)) : bytes;
  }

  private String request() {
    String end = choose.of(LINE_ENDS);
    boolean odd = choose.oneIn(3);
    StringBuilder text = new StringBuilder();
    text.append(odd ? choose.of(METHODS) : choose.of(METHODS.subList(0, 7))).append(' ');
    text.append(choose.oneIn(2) ? "/api/v1/event" : choose.of(TARGETS));
    text.append(choose.oneIn(3) ? choose.of(VERSIONS) : " HTTP/1.1").append(end);
    if (!choose.oneIn(8)) {
      text.append("Host: fuzz").append(end);
    }
    if (!choose.oneIn(4)) {
      text.append("Authorization: Token ").append(apiKey).append(end);
    }
    for (int i = choose.below(5); i > 0; i--) {
      text.append(choose.of(HEADERS)).append(choose.oneIn(20) ? choose.of(LINE_ENDS) : end);
    }
    return text.append(end).append(choose.of(BODIES)).toString();
  }
}
