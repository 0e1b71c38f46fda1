package com.traitly.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.gateway.publish.Admission;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that sends all of its request before it reads gets every answer, however early. */
class EarlyAnswersTest {
  private static final String KEY = "Token admin@acme";
  private static final int MIB = 1 << 20;
  private static final int PATIENCE_MILLIS = 20_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          POST  | /api/v1/event           | -                 | 3  | 401 | missing_token
          POST  | /api/v1/event           | Token read@acme   | 3  | 403 | scope_missing
          POST  | /api/v1/event           | Token admin@acme  | 12 | 413 | too_large
          PUT   | /api/v1/goal/a          | Token admin@acme  | 3  | 413 | too_large
          POST  | /api/v1/events          | Token admin@acme  | 3  | 404 | not_found
          PATCH | /api/v1/event           | Token admin@acme  | 3  | 405 | method_not_allowed
          POST  | /api/v1/event?x=1       | Token admin@acme  | 3  | 400 | invalid_parameter
          POST  | /v1/batch               | -                 | 3  | 413 | too_large
          POST  | /v1/track               | Basic eDo=        | 3  | 401 | missing_token
          POST  | /v1/track               | Token collect.write@acme | 5 | 413 | too_large
          """)
  void isReadWhenAllIsSent(
      String method, String address, String key, int size, int status, String code)
      throws Exception {
    try (GatewayFixture gateway = GatewayFixture.acknowledging()) {
      byte[] body = body(size * MIB);
      String head = head(method, address, key);
      String declared = answer(gateway, head + "Content-Length: " + body.length, body);
      assertThat(declared)
          .startsWith("HTTP/1.1 %d ".formatted(status))
          .contains("\"code\":\"%s\"".formatted(code))
          .endsWith("}");
      String inChunks = answer(gateway, head + "Transfer-Encoding: chunked", chunked(body));
      assertThat(inChunks).startsWith("HTTP/1.1 %d ".formatted(status)).endsWith("}");
    }
  }

  @Test
  void isReadWhenTheGatewayHasNoRoomForSoMuch() throws Exception {
    Admission.Most none = new Admission.Most(1, MIB);
    try (GatewayFixture gateway = GatewayFixture.waiting(new Admission(none, none))) {
      byte[] body = body(3 * MIB);
      String head = head("POST", "/api/v1/event", KEY) + "Content-Length: " + body.length;

      assertThat(answer(gateway, head, body)).startsWith("HTTP/1.1 429 ").contains("Retry-After");
    }
  }

  @Test
  void aClientThatWaitsForLeaveToSendIsAnsweredAtOnceAndAsksForNoBody() throws Exception {
    try (GatewayFixture gateway = GatewayFixture.acknowledging()) {
      String head =
          head("POST", "/api/v1/event", "-") + "Content-Length: 3000000\r\nExpect: 100-continue";

      assertThat(answer(gateway, head, new byte[0])).startsWith("HTTP/1.1 401 ").endsWith("}");
    }
  }

  @Test
  void whoSendsWithoutEndIsCutOff() throws Exception {
    try (GatewayFixture gateway = GatewayFixture.acknowledging()) {
      String head = head("POST", "/api/v1/event", KEY) + "Content-Length: 2000000000";

      assertThatThrownBy(() -> answer(gateway, head, body(200 * MIB)))
          .isInstanceOf(SocketException.class);
    }
  }

  private static String head(String method, String address, String key) {
    return "%s %s HTTP/1.1\r\nHost: a\r\n%s"
        .formatted(
            method,
            address,
            key == null || key.equals("-") ? "" : "Authorization: " + key + "\r\n");
  }

  private static byte[] body(int size) {
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) ' ');
    return body;
  }

  private static byte[] chunked(byte[] body) {
    byte[] begin = (Integer.toHexString(body.length) + "\r\n").getBytes(US_ASCII);
    byte[] end = "\r\n0\r\n\r\n".getBytes(US_ASCII);
    byte[] all = Arrays.copyOf(begin, begin.length + body.length + end.length);
    System.arraycopy(body, 0, all, begin.length, body.length);
    System.arraycopy(end, 0, all, begin.length + body.length, end.length);
    return all;
  }

  /** Sends all, then reads all. */
  private static String answer(GatewayFixture gateway, String head, byte[] body)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.server.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write((head + "\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
      out.write(body);
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
