package com.traitly.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.topic.Topics;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.UnreadableRecords;
import com.traitly.platform.route.Route;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TokenTableTest {
  @Test
  void whileTheTopicCannotBeReadNobodyIsLetIn() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    KafkaAccess kafka = new KafkaAccess("127.0.0.1:" + nobody, "t.", 1, 1);
    Health health = new Health();
    Route route =
        new Route(HandlerType.GET, "/thing", Scope.READ, (ctx, caller) -> ctx.result("let in"));
    try (TokenTable tokens =
            new TokenTable(
                kafka,
                new Topics("t."),
                Duration.ofMinutes(5),
                InstantSource.system(),
                new UnreadableRecords(kafka, "t.dead-letters", new SimpleMeterRegistry()));
        HttpServer server =
            HttpServer.start(
                Config.of(Map.of(CommonKeys.PORT.name(), "0")),
                new HttpServer.Content(
                    List.of(route),
                    tokens,
                    health,
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
        HttpClient http = HttpClient.newHttpClient()) {
      health.part("tokens", tokens.view()::notReadyBecause);
      for (String key : List.of("Token trt_any", "Bearer trt_any")) {
        HttpResponse<String> refused = get(http, server, "/api/thing", key);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("\"unavailable\"").doesNotContain("let in");
      }
      HttpResponse<String> ready = get(http, server, "/health/ready", "none");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("tokens: still reading t.tokens");
    }
  }

  private static HttpResponse<String> get(
      HttpClient http, HttpServer server, String path, String key) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .header("Authorization", key)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
