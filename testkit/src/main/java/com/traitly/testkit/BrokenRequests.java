package com.traitly.testkit;

import com.traitly.testkit.draw.Choices;
import com.traitly.testkit.draw.Draws;
import com.traitly.testkit.draw.Grammar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
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

  private static final Grammar GRAMMAR = Grammar.of(BrokenRequests.class, "broken-requests");

  private BrokenRequests() {}

  /** Requests that use each line, each header and each body once. */
  public static List<byte[]> examples(String path, String authorization) {
    Draws draws = draws(new Random(0), path);
    List<byte[]> requests = new ArrayList<>();
    draws.all("line").forEach(line -> requests.add(request(line, authorization, "", "")));
    for (String method : List.of("GET ", "POST ")) {
      String line = method + path + " HTTP/1.1";
      draws.all("headers").forEach(each -> requests.add(request(line, authorization, each, "{}")));
      draws
          .all("body")
          .forEach(each ->
              requests.add(request(line, authorization, "Content-Length: " + each.length(), each)));
    }
    String tooLong = "x".repeat(9_000);
    requests.add(request("GET /" + tooLong + " HTTP/1.1", authorization, "", ""));
    requests.add(request("GET " + path + " HTTP/1.1", authorization, "X: " + tooLong, ""));
    requests.add(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3});
    return requests;
  }

  /** A random combination of them. */
  public static byte[] draw(RandomGenerator random, String path, String authorization) {
    Draws draws = draws(random, path);
    String headers = draws.draw("headers");
    if (random.nextBoolean()) {
      headers += "\r\n" + draws.draw("headers");
    }
    return request(draws.draw("line"), authorization, headers, draws.draw("body"));
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

  private static Draws draws(RandomGenerator random, String path) {
    return new Draws(GRAMMAR, new Choices(random)).given("path", () -> path);
  }

  private static byte[] request(String line, String authorization, String headers, String body) {
    String host = headers.contains("Host:") ? "" : "Host: a\r\n";
    String last = headers.isEmpty() ? "" : headers + "\r\n";
    String head = line + "\r\n" + host + authorization + "\r\nConnection: close\r\n" + last;
    return (head + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
  }
}
