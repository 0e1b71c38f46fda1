package com.traitly.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.platform.route.CallHandler;
import com.traitly.platform.route.Route;
import io.javalin.http.HandlerType;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configured limits: rate, origins and connections; and the patience with slow requests. */
@Tag("thorough")
final class LimitedServerTest {
  private static final String PAGE = "https://app.example.com";
  private static final HttpServer SERVER =
      start(
          Map.of(
              CommonKeys.PORT.name(), "0",
              HttpKeys.RATE_LIMIT.name(), "1",
              HttpKeys.RATE_BURST.name(), "2",
              HttpKeys.CORS_ORIGINS.name(), PAGE + ", http://localhost:3000"));

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void theRateOfAKeyIsLimitedForReadsAndWritesAlikeBeforeTheBodyIsRead() throws Exception {
    String first = ask(SERVER, "GET /api/thing", "Authorization: limited");
    String second = ask(SERVER, "POST /api/thing", "Authorization: limited", "Content-Length: 0");
    String third =
        ask(SERVER, "POST /api/thing", "Authorization: limited", "Content-Length: 900000");
    String other = ask(SERVER, "GET /api/thing", "Authorization: other");
    String stranger = ask(SERVER, "GET /api/thing");

    assertThat(first).startsWith("HTTP/1.1 200").contains("RateLimit-Remaining: 1\r\n");
    assertThat(second).startsWith("HTTP/1.1 200").contains("RateLimit-Remaining: 0\r\n");
    assertThat(third)
        .startsWith("HTTP/1.1 429")
        .contains("Retry-After: 1\r\n", "RateLimit-Limit: 2\r\n", "RateLimit-Reset: 2\r\n")
        .contains("Connection: close\r\n", "\"code\":\"rate_limited\"");
    assertThat(other).startsWith("HTTP/1.1 200");
    assertThat(stranger).startsWith("HTTP/1.1 401").doesNotContain("RateLimit");
  }

  @Test
  void aPreflightTellsTheMethodsOfThePathAndTheHeaders() throws Exception {
    String answer =
        ask(
            SERVER,
            "OPTIONS /api/v1/thing",
            "Origin: " + PAGE,
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: authorization");

    assertThat(answer)
        .startsWith("HTTP/1.1 204")
        .contains("Access-Control-Allow-Origin: " + PAGE + "\r\n")
        .contains("Access-Control-Allow-Methods: GET, HEAD, OPTIONS, POST\r\n")
        .contains("Access-Control-Max-Age: 3600\r\n", "Vary: Origin\r\n");
    assertThat(header(answer, "Access-Control-Allow-Headers").split(","))
        .containsExactlyInAnyOrder(
            "Authorization",
            "Content-Encoding",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "Prefer",
            "Request-Id",
            "Traitly-Position",
            "traceparent");
  }

  @Test
  void aPageMayReadTheHeadersOfAnAnswerAlsoOfAnError() throws Exception {
    String answer = ask(SERVER, "GET /api/thing", "Origin: http://localhost:3000");

    assertThat(answer)
        .startsWith("HTTP/1.1 401")
        .contains("Access-Control-Allow-Origin: http://localhost:3000\r\n");
    assertThat(header(answer, "Access-Control-Expose-Headers").split(","))
        .containsExactlyInAnyOrder(
            "ETag",
            "Location",
            "Preference-Applied",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "Request-Id",
            "Retry-After",
            "Traitly-Freshness-Ms",
            "Traitly-Position",
            "Traitly-Stale",
            "WWW-Authenticate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "https://app.example.com.evil", "null"})
  void anotherPageMayNothing(String origin) throws Exception {
    String answer =
        ask(
            SERVER,
            "OPTIONS /api/thing",
            "Origin: " + origin,
            "Access-Control-Request-Method: POST");

    assertThat(answer).startsWith("HTTP/1.1 204").doesNotContain("Access-Control-");
  }

  @Test
  void anOriginWithAPathIsRefusedAtStart() {
    Map<String, String> settings =
        Map.of(CommonKeys.PORT.name(), "0", HttpKeys.CORS_ORIGINS.name(), PAGE + "/login");

    assertThatThrownBy(() -> start(settings))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("without a path");
  }

  @Test
  void noMoreConnectionsThanConfiguredAreServedAtOnce() throws Exception {
    try (HttpServer small =
        start(Map.of(CommonKeys.PORT.name(), "0", HttpKeys.CONNECTIONS.name(), "1"))) {
      try (Socket first = open(small)) {
        assertThat(exchange(first, request("GET /health/live"))).startsWith("HTTP/1.1 200");
        try (Socket second = open(small)) {
          second.setSoTimeout(500);
          assertThatThrownBy(() -> exchange(second, request("GET /health/live")))
              .isInstanceOf(IOException.class);
        }
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .until(() -> ask(small, "GET /health/live").startsWith("HTTP/1.1 200"));
    }
  }

  /** The connections run side by side, because each takes as long as the server's patience. */
  @Test
  void requestsThatDripInAreCutOff() throws Exception {
    try (Socket header = open(SERVER);
        Socket chunk = open(SERVER);
        Socket firstLine = open(SERVER)) {
      String slow = "X-Slow: ";
      begin(header, request("GET /api/thing", slow).replace(slow + "\r\n\r\n", slow));
      begin(
          chunk,
          request("POST /api/thing", "Authorization: dripping", "Transfer-Encoding: chunked")
              + "1;slow=");
      begin(firstLine, "G");

      Set<Socket> open = new HashSet<>(Set.of(header, chunk, firstLine));
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> {
            open.removeIf(socket -> !dripped(socket));
            return open.isEmpty();
          });
    }
  }

  private static void begin(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** False once the other side has closed. */
  private static boolean dripped(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static HttpServer start(Map<String, String> settings) {
    CallHandler answer = (ctx, caller) -> Answers.json(ctx, 200, Json.object().put("a", 1));
    CallHandler reading =
        (ctx, caller) -> {
          ctx.req().getInputStream().readAllBytes();
          answer.handle(ctx, caller);
        };
    List<Route> routes =
        List.of(
            new Route(HandlerType.GET, "/thing", Scope.READ, answer),
            new Route(HandlerType.POST, "/thing", Scope.READ, reading));
    return HttpServer.start(
        Config.of(settings),
        new HttpServer.Content(
            routes,
            header -> {
              if (header == null) {
                throw ApiException.of(ErrorCode.MISSING_TOKEN, "none");
              }
              return new Caller("acme", header, Set.of("read"));
            },
            new Health(),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
  }

  private static String request(String line, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return line + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n";
  }

  private static String ask(HttpServer server, String line, String... headers) throws IOException {
    try (Socket socket = open(server)) {
      return exchange(socket, request(line, headers));
    }
  }

  private static Socket open(HttpServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(5));
    return socket;
  }

  /** Reads the first bytes of an answer, which hold all headers and small bodies. */
  private static String exchange(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    byte[] bytes = new byte[4_096];
    int read = socket.getInputStream().read(bytes);
    if (read < 0) {
      throw new IOException("closed without an answer");
    }
    return new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }
}
