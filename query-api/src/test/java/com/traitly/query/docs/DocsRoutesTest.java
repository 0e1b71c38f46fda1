package com.traitly.query.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.spec.Specifications;
import com.traitly.testkit.spec.HttpContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DocsRoutesTest {
  private static final DocsServer SERVER = new DocsServer();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern OUR_ADDRESS = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"");

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/openapi.json,application/json",
    "/asyncapi.json,application/json",
    "/docs,text/html;charset=utf-8",
    "/docs/,text/html;charset=utf-8",
    "/docs/docs.css,text/css;charset=utf-8",
    "/docs/docs.js,text/javascript;charset=utf-8",
    "/docs/swagger-ui-bundle.js,text/javascript;charset=utf-8"
  })
  void anyoneMayReadIt(String path, String mediaType) throws Exception {
    var answer = send("GET", path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
        .isEqualToIgnoringCase(mediaType);
    assertThat(answer.body()).isNotEmpty();
  }

  @Test
  void theDocumentsAreServedWhole() throws Exception {
    assertThat(send("GET", "/openapi.json").body()).isEqualTo(Json.bytes(Specifications.openApi()));
    assertThat(send("GET", "/asyncapi.json").body())
        .isEqualTo(Json.bytes(Specifications.asyncApi(DocsServer.PREFIX, DocsServer.BROKERS)));
  }

  @Test
  void consumersAreToldTheRealAddresses() throws Exception {
    JsonNode document = Json.read(send("GET", "/asyncapi.json").body());

    assertThat(document.path("servers"))
        .extracting(each -> each.path("host").asText())
        .containsExactlyElementsOf(DocsServer.BROKERS);
    assertThat(document.path("channels"))
        .hasSizeGreaterThan(4)
        .allMatch(each -> each.path("address").asText().startsWith(DocsServer.PREFIX));
  }

  /** Every schema that the document names is served as the one it describes. */
  @Test
  void theSchemasOfTopicsAreServed() throws Exception {
    Map<String, ObjectNode> schemas = Specifications.valueSchemas();
    JsonNode document = Json.read(send("GET", "/asyncapi.json").body());
    List<String> places = document.findValuesAsText("x-json-schema");

    assertThat(places).hasSameSizeAs(schemas.keySet());
    for (String place : places) {
      String topic = place.substring("/schemas/".length(), place.length() - ".json".length());
      var answer = send("GET", place);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Json.read(answer.body())).isEqualTo(schemas.get(topic));
    }
  }

  static Stream<String> whatThePageLoads() throws Exception {
    String page = new String(send("GET", "/docs").body(), StandardCharsets.UTF_8);
    return OUR_ADDRESS
        .matcher(page)
        .results()
        .map((MatchResult found) -> found.group(1))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("whatThePageLoads")
  void whatThePageLoadsIsThere(String path) throws Exception {
    assertThat(send("GET", path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"/openapi.json", "/docs"})
  void whatIsKnownIsNotSentAgain(String path) throws Exception {
    String etag = send("GET", path).headers().firstValue("ETag").orElseThrow();

    var again = send("GET", path, "If-None-Match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(send("GET", path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void travelsCompressed() throws Exception {
    var answer = send("GET", "/openapi.json", "Accept-Encoding", "gzip");

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    try (var body = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(body.readAllBytes()).isEqualTo(Json.bytes(Specifications.openApi()));
    }
  }

  @Test
  void nothingFromOtherHostsMayBeLoaded() throws Exception {
    assertThat(send("GET", "/docs").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy -> assertThat(policy).startsWith("default-src 'none'").doesNotContain("http"));
  }

  @Test
  void itCanOnlyBeRead() throws Exception {
    var head = send("HEAD", "/openapi.json");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();

    var post = send("POST", "/openapi.json");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(send("GET", "/docs/..%2Fdocs.html").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/openapi.json",
    "/asyncapi.json",
    "/schemas/goal-lifecycle.json",
    "/health/live",
    "/health/ready",
    "/metrics",
    "/no"
  })
  void answersAsTheDocumentItselfSays(String path) throws Exception {
    assertThat(HttpContract.check(send("GET", path))).isNotNull();
  }

  private static HttpResponse<byte[]> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SERVER.baseUrl() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }
}
