package com.traitly.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.gateway.GatewayFixture;
import com.traitly.testkit.BrokenRequests;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No write is refused in a library's words, and nothing reads a method from a header. */
@Seeded
class BrokenRequestsTest {
  private static final String KEY = "Authorization: Token admin@acme";

  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void everyExampleIsAnsweredInOurWords() throws Exception {
    for (String path : List.of("/api/v1/event", "/api/v1/customer/x", "/api/v1/goal/x")) {
      for (byte[] request : BrokenRequests.examples(path, KEY)) {
        requireOwnWords(request, answer(request));
      }
    }
  }

  @Test
  void soAreAnyOfThemTogether(RandomGenerator random) throws Exception {
    for (var route : gateway.routes) {
      String path = "/api/v1" + route.path().replaceAll("\\{[^}]+}", "x");
      for (int i = 0; i < 25; i++) {
        byte[] request = BrokenRequests.draw(random, path, KEY);
        requireOwnWords(request, answer(request));
      }
    }
  }

  @Test
  void readingAnAddressNeverWrites() throws Exception {
    for (var route : gateway.routes) {
      String path = "/api/v1" + route.path().replaceAll("\\{[^}]+}", "x");
      for (String method : List.of("GET", "HEAD", "OPTIONS")) {
        for (String header :
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method")) {
          String request =
              "%s %s HTTP/1.1\r\nHost: a\r\n%s\r\n%s: %s\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                  .formatted(method, path, KEY, header, route.method());
          assertThat(answer(request.getBytes(StandardCharsets.US_ASCII)))
              .startsWith(method.equals("OPTIONS") ? "HTTP/1.1 204" : "HTTP/1.1 405");
        }
      }
    }
    assertThat(gateway.stored()).isEmpty();
  }

  /** Skips malformed bodies: our JSON reader words those errors, and its own tests check them. */
  private static void requireOwnWords(byte[] request, String answer) {
    if (!answer.contains("\"malformed_json\"")) {
      BrokenRequests.requireOwnWords(request, answer);
    }
  }

  private String answer(byte[] request) throws Exception {
    return BrokenRequests.answer(gateway.server.port(), request);
  }
}
