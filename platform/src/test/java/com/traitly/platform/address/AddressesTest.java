package com.traitly.platform.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.http.Answers;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.route.Route;
import com.traitly.testkit.OddNames;
import com.traitly.testkit.Seeded;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address means what was encoded into it, whatever that looks like. */
@Seeded
final class AddressesTest {
  private static final HttpServer SERVER = start();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  static Stream<String> names() {
    return OddNames.examples().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNameIsReachedByItsPercentEncodedFormWithEveryMethod(String name) throws Exception {
    for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
      assertThat(seen(send(method, "/api/v1/thing/" + OddNames.encode(name)))).isEqualTo(name);
      assertThat(seen(send(method, "/api/thing/" + OddNames.encodeAll(name) + "/part/x")))
          .isEqualTo(name + "|x");
    }
  }

  @Test
  void anyNameIsReachedByAnyOfItsEncodedForms(RandomGenerator random) throws Exception {
    for (int i = 0; i < 300; i++) {
      String name = OddNames.draw(random, 255);
      String other = OddNames.draw(random, 40);
      String address =
          "/api/v1/thing/"
              + OddNames.encode(name, random)
              + "/part/"
              + OddNames.encode(other, random);

      assertThat(seen(send("GET", address))).as(address).isEqualTo(name + "|" + other);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "..,..",
    ".,.",
    "a;b=c,a;b=c",
    "a+b,a+b",
    "a%2fb,a/b",
    "%E2%80%AEx,\u202Ex",
    "...,..."
  })
  void dotsSlashesAndSemicolonsHaveNoMeaningInAName(String sent, String meant) throws Exception {
    String answer =
        raw("GET /api/v1/thing/" + sent + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"seen\":\"" + meant + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/thing/%",
        "/api/v1/thing/%4",
        "/api/v1/thing/%zz",
        "/api/v1/thing/%FF",
        "/api/v1/thing/%C0%AF",
        "/api/v1/thing/%ED%A0%BD%ED%B8%80",
        "/api/v1/thing/%F5%80%80%80",
        "/api/v1/thing/%u0041",
        "/api/v1/thing/a%00b",
        "/api/v1/thing/%0D%0AX:%20y",
        "/api/v1/thing/%7F",
        "/api/v1/thing/\u00FF\u00FE",
        "/api/v1//thing",
        "/api/v1/thing//part/x",
        "/nothing/%"
      })
  void whatCannotBeMeantIsRefusedInOurWords(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    assertThat(answer.toLowerCase(Locale.ROOT))
        .doesNotContain("jetty", "javalin", "exception", "bad uri", "illegal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override",
        "x-http-method-override",
        "X-HTTP-Method",
        "X-Method-Override"
      })
  void noHeaderReplacesTheMethod(String header) throws Exception {
    for (String method : List.of("GET", "HEAD", "PUT")) {
      for (String other : List.of("DELETE", "PATCH", "BREW")) {
        HttpResponse<String> answer = send(method, "/api/v1/thing/x", header, other);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Served")).contains(method);
      }
    }
  }

  private static String seen(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer.body()).path("seen").textValue();
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpServer start() {
    List<Route> routes = new ArrayList<>();
    for (HandlerType method :
        List.of(HandlerType.GET, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE)) {
      routes.add(
          new Route(
              method,
              "/thing/{id}",
              Scope.READ,
              (ctx, caller) ->
                  Answers.json(
                      ctx.header("Served", ctx.method().name()),
                      200,
                      Json.object().put("seen", ctx.pathParam("id")))));
      routes.add(
          new Route(
              method,
              "/thing/{id}/part/{part}",
              Scope.READ,
              (ctx, caller) ->
                  Answers.json(
                      ctx,
                      200,
                      Json.object()
                          .put("seen", ctx.pathParam("id") + "|" + ctx.pathParam("part")))));
    }
    return HttpServer.start(
        Config.of(Map.of(CommonKeys.PORT.name(), "0")),
        new HttpServer.Content(
            routes,
            authorization -> new Caller("acme", "tok_1", Set.of("read")),
            new Health(),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
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
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
