package com.traitly.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.traitly.cli.api.TraitlyApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SurveyTest {
  private static final String LIST =
      """
      {"data": [{"customer_id": "sure", "likelihood": 0.9, "next_action": "Act"},
                {"customer_id": "better", "likelihood": 0.1, "next_action": "Act"},
                {"customer_id": "worse", "likelihood": 0.1, "next_action": "Act"},
                {"customer_id": "same", "likelihood": 0.1, "next_action": "Act"},
                {"customer_id": "nothing", "likelihood": 0.1, "next_action": "Act"}]}
      """;

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/", SurveyTest::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void nobodyIsHelpedByAnActionThatRaisesNothing() throws IOException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (TraitlyApi api = new TraitlyApi(url, "key", Duration.ZERO)) {
      Survey survey =
          Survey.of(api, "Goal", new DemoOutput(new PrintWriter(Writer.nullWriter()), true));

      assertThat(survey.atRisk()).isEqualTo(4);
      assertThat(survey.helped()).extracting(Prospect::customerId).containsExactly("better");
      assertThat(survey.closest()).hasSize(5);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    byte[] body = (target.contains("/recommended") ? lookup(target) : LIST).getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** As if two of them had changed since they were listed. */
  private static String lookup(String target) {
    if (target.contains("customer_id=nothing")) {
      return "{\"likelihood\": 0.1, \"data\": []}";
    }
    boolean assumed = target.contains("&assume=");
    double after = target.contains("=better") ? 0.3 : target.contains("=worse") ? 0.05 : 0.1;
    return "{\"likelihood\": %s, \"data\": [{\"event_name\": \"Act\"}]}"
        .formatted(assumed ? after : 0.1);
  }
}
