package com.traitly.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.route.CallHandler;
import com.traitly.platform.route.Route;
import io.javalin.http.HandlerType;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpServerTest {
  private static final HttpServer SERVER = start(new CountDownLatch(0));
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/thing,200",
    "GET,/api/thing,200",
    "GET,/api/thing/,200",
    "HEAD,/api/thing,200",
    "GET,/api/thing/a%2Fb,200",
    "GET,/nothing,404",
    "GET,/api/v2/thing,404",
    "POST,/api/thing,405",
    "DELETE,/api/v1/thing/x,405",
    "OPTIONS,/nothing,404",
    "GET,/api//thing,400",
    "GET,/api/thing/%C3%A9,200",
    "TRACE,/api/thing,405",
    "MOVE,/api/thing,405",
    "POST,/health/live,405",
    "POST,/api/v1/recommended-next-actions,405",
    "GET,/api/goal,405",
    "GET,/goal,404"
  })
  void routes(String method, String path, int status) throws Exception {
    var response = send(method, path, "Authorization", "Token read");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Request-Id")).isPresent();
    if (status >= 400) {
      assertProblem(response);
    }
    if (status == 405) {
      assertThat(response.headers().firstValue("Allow")).get().asString().startsWith("GET, HEAD");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/thing", "/api/v1/thing/1", "/api/thing/"})
  void optionsTellWhatIsServedAndNeedNoKey(String path) throws Exception {
    var response = send("OPTIONS", path);

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(response.headers().map()).doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void aHeadHasTheHeadersOfAGetAndNoBody() throws Exception {
    var get = send("GET", "/api/thing", "Authorization", "Token read");
    var head = send("HEAD", "/api/thing", "Authorization", "Token read");
    var nothing = send("HEAD", "/nothing");

    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(get.headers().firstValue("Content-Type"));
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(get.headers().firstValue("Content-Length"));
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "read,application/json,200",
    "read,'text/html,*/*;q=0.1',200",
    "read,application/*,200",
    "read,text/html,406",
    "read,';',406",
    "read,',,;;',406",
    "read,application/json;q=0,406",
    "events:write,*/*,403",
    "'',*/*,401"
  })
  void guardsEveryRoute(String scope, String accept, int status) throws Exception {
    var response = send("GET", "/api/thing", "Authorization", "Token " + scope, "Accept", accept);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
        .isEqualTo(status == 401);
  }

  @Test
  void aHeadNeedsAKeyToo() throws Exception {
    assertThat(send("HEAD", "/api/thing").statusCode()).isEqualTo(401);
  }

  @Test
  void keepsASaneRequestIdAndReplacesAnother() throws Exception {
    var sane = send("GET", "/nothing", "Request-Id", "caller-1.a_b");
    var odd = send("GET", "/nothing", "Request-Id", "<script>");

    assertThat(sane.headers().firstValue("Request-Id")).contains("caller-1.a_b");
    assertThat(json(sane.body()).path("request_id").textValue()).isEqualTo("caller-1.a_b");
    assertThat(odd.headers().firstValue("Request-Id")).get().asString().startsWith("req_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/thing HTTP/1.1\r\n\r\n",
        "GET /api/../%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "garbage\r\n\r\n",
        "POST /api/thing HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "POST /api/thing HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"
      })
  void brokenHttpIsAnsweredWithAProblem(String request) throws Exception {
    String answer = raw(request);

    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    assertThat(answer).contains("Request-Id: req_").doesNotContain("<html");
    assertThat(answer).contains("Connection: close\r\n");
  }

  @Test
  void longHeadersAreRefused() throws Exception {
    String answer =
        raw("GET /api/thing HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431").contains("application/problem+json");
  }

  @Test
  void closingFinishesWhatIsInFlight() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    HttpServer server = start(goOn);
    CompletableFuture<HttpResponse<String>> inFlight =
        CLIENT.sendAsync(
            HttpRequest.newBuilder(URI.create(server.baseUrl() + "/api/slow"))
                .header("Authorization", "Token read")
                .build(),
            BodyHandlers.ofString());
    TimeUnit.MILLISECONDS.sleep(200);

    Thread closing = Thread.startVirtualThread(server::close);
    TimeUnit.MILLISECONDS.sleep(200);
    goOn.countDown();

    assertThat(inFlight.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    closing.join();
  }

  private static HttpServer start(CountDownLatch goOn) {
    CallHandler answer = (ctx, caller) -> Answers.json(ctx, 200, Json.object().put("a", 1));
    List<Route> routes =
        List.of(
            new Route(HandlerType.GET, "/thing", Scope.READ, answer),
            new Route(HandlerType.GET, "/thing/{id}", Scope.READ, answer),
            new Route(
                HandlerType.GET,
                "/slow",
                Scope.READ,
                (ctx, caller) -> {
                  goOn.await();
                  answer.handle(ctx, caller);
                }));
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    return HttpServer.start(
        Config.of(Map.of(CommonKeys.PORT.name(), "0")),
        new HttpServer.Content(routes, HttpServerTest::caller, new Health(), meters));
  }

  private static Caller caller(@Nullable String authorization) {
    String scope = authorization == null ? "" : authorization.replaceFirst("Token ?", "");
    if (scope.isEmpty()) {
      throw ApiException.of(ErrorCode.MISSING_TOKEN, "none");
    }
    return new Caller("acme", "tok_1", Set.of(scope));
  }

  private static HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SERVER.baseUrl() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(300), StandardCharsets.ISO_8859_1);
    }
  }

  private static void assertProblem(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(response.body()).path("status").intValue()).isEqualTo(response.statusCode());
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
