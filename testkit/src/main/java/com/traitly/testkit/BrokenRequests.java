package com.traitly.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests that no client should send, sent to a server as bytes. Its answers must be in our own
 * words.
 */
public final class BrokenRequests {
  /** Words that tell a stranger which library we use, and a user nothing. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "jetty|javalin|jackson|eclipse|exception|kotlin|\\bjava\\.|\\borg\\.|\\bcom\\.traitly|<html|<h1"
              + "|bad message|unrecognized token|unexpected character|\\bat [a-z]+\\.[a-z]+|server error"
              + "|not found\"?$|illegal|violation|ambiguous");

  private static final int PATIENCE_MILLIS = 15_000;

  private static final List<String> LINES =
      List.of(
          "GET %s",
          "GET %s HTTP/0.9",
          "GET %s HTTP/9.9",
          "GET %s HTTP/1.1 x",
          "get %s HTTP/1.1",
          "GET  %s HTTP/1.1",
          "%s HTTP/1.1",
          "\u0000GET %s HTTP/1.1",
          "BREW %s HTTP/1.1",
          "POST %s?a=%%zz HTTP/1.1",
          "GET %s/%%zz HTTP/1.1",
          "GET %s/%%00 HTTP/1.1",
          "GET %s/\\ HTTP/1.1",
          "GET %s/\u00FF HTTP/1.1",
          "GET %s/../../../../x HTTP/1.1",
          "GET %s/;x=y HTTP/1.1",
          "GET http://[::1%s HTTP/1.1",
          "GET http://a:b@c%s HTTP/1.1",
          "GET #%s HTTP/1.1",
          "CONNECT a:1 HTTP/1.1",
          "OPTIONS * HTTP/1.1",
          "TRACE %s HTTP/1.1",
          "PRI * HTTP/2.0",
          "POST %s HTTP/1.1",
          "PUT %s HTTP/1.1",
          "PATCH %s HTTP/1.1",
          "DELETE %s HTTP/1.1",
          "GET %s HTTP/1.1",
          "HEAD %s HTTP/1.1");

  private static final List<String> HEADERS =
      List.of(
          "Host: a",
          "Host: a\r\nHost: b",
          "Host: :::",
          "Content-Length: -1",
          "Content-Length: x",
          "Content-Length: 99999999999999999999",
          "Content-Length: 3\r\nContent-Length: 4",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip",
          "Transfer-Encoding: chunked, x",
          "Content-Encoding: gzip",
          "Content-Encoding: br",
          "Content-Type: x",
          "Content-Type: ;charset",
          "Content-Type: application/json; charset=utf-16",
          "Content-Type: a/b; charset=nonsense",
          "Content-Type: multipart/form-data",
          "Accept: ;",
          "Accept-Encoding: ;q=x",
          "Expect: x",
          "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13",
          "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x",
          "Cookie: ;=;,",
          "X-HTTP-Method-Override: DELETE",
          "Range: bytes=9-1",
          "If-Match: ,,\"",
          "Traitly-Position: x",
          "Prefer: ;;==",
          "Idempotency-Key: \u00FF",
          "\u0001: x",
          "a b: c",
          ": x",
          " folded",
          "X: a\u0000b",
          "Authorization: Token \u00FF",
          "Request-Id: \u00FF",
          "traceparent: x");

  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "[",
          "}",
          "nul",
          "{\"a\":}",
          "{\"a\" 1}",
          "\"",
          "1e",
          "\u0000",
          "\u00FF\u00FE",
          "{'a':1}",
          "[1,",
          "{\"a\":1e999999999}",
          "[[[[[[[[[[[[[[[[[[[[",
          "3\r\nabc\r\n0\r\n\r\n",
          "zz\r\nabc",
          "FFFFFFFFFFFFFFFFF\r\n",
          "a=b&c=d",
          "<a/>",
          "\u001F\u008B\u0008broken");

  private BrokenRequests() {}

  /** Requests that use each line, each header and each body once. */
  public static List<byte[]> examples(String path, String authorization) {
    List<byte[]> requests = new ArrayList<>();
    LINES.forEach(line -> requests.add(request(line, path, authorization, "", "")));
    for (String method : List.of("GET", "POST")) {
      String line = method + " %s HTTP/1.1";
      HEADERS.forEach(each -> requests.add(request(line, path, authorization, each, "{}")));
      BODIES.forEach(each ->
          requests.add(
              request(line, path, authorization, "Content-Length: " + each.length(), each)));
    }
    requests.add(request("GET %s HTTP/1.1", "/" + "x".repeat(9_000), authorization, "", ""));
    requests.add(request("GET %s HTTP/1.1", path, authorization, "X: " + "y".repeat(9_000), ""));
    requests.add(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3});
    return requests;
  }

  /** A random combination of them. */
  public static byte[] draw(RandomGenerator random, String path, String authorization) {
    String line = LINES.get(random.nextInt(LINES.size()));
    String headers = HEADERS.get(random.nextInt(HEADERS.size()));
    if (random.nextBoolean()) {
      headers += "\r\n" + HEADERS.get(random.nextInt(HEADERS.size()));
    }
    String body = BODIES.get(random.nextInt(BODIES.size()));
    return request(line, path, authorization, headers, body);
  }

  /** Sends a request to a server on this machine and reads all that it answers, until it closes. */
  public static String answer(int port, byte[] request) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      socket.getInputStream().transferTo(answer);
    } catch (SocketException reset) {
      // A server may cut off a client that sends more than it reads.
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /**
   * Refuses an answer that a library wrote.
   *
   * @throws AssertionError with the request and the answer
   */
  public static void requireOwnWords(byte[] request, String answer) {
    // An answer may repeat what the caller sent, as the address or the name of a parameter.
    String told =
        answer
            .replaceFirst("^HTTP/1.1 \\d+ .*", "")
            .replaceAll("\"instance\":\"[^\"]*\"", "")
            .toLowerCase(Locale.ROOT);
    Matcher foreign = FOREIGN.matcher(told);
    if (foreign.find() || answer.startsWith("HTTP/1.1 5") && !answer.startsWith("HTTP/1.1 503")) {
      throw new AssertionError(
          "%s%n--- was answered ---%n%s"
              .formatted(new String(request, StandardCharsets.ISO_8859_1), answer));
    }
  }

  private static byte[] request(
      String line, String path, String authorization, String headers, String body) {
    String host = headers.contains("Host:") ? "" : "Host: a\r\n";
    return (line.replace("%s", path).replace("%%", "%")
            + "\r\n"
            + host
            + authorization
            + "\r\nConnection: close\r\n"
            + headers
            + (headers.isEmpty() ? "" : "\r\n")
            + "\r\n"
            + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
