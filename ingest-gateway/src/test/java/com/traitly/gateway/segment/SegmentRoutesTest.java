package com.traitly.gateway.segment;

import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.segment.SegmentClient.basic;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.gateway.GatewayFixture;
import com.traitly.testkit.spec.HttpContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SDKs meet at the routes in Segment's format. */
final class SegmentRoutesTest {
  private static final String TRACK =
      "{\"userId\":\"u1\",\"event\":\"Signed Up\",\"messageId\":\"m1\"}";
  private static final String BATCH =
      "{\"batch\":[{\"type\":\"track\",\"userId\":\"u1\",\"event\":\"Signed Up\"}]}";

  private final GatewayFixture gateway = GatewayFixture.acknowledging();
  private final SegmentClient client = new SegmentClient(gateway);

  @AfterEach
  void close() {
    client.close();
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/track", "/v1/track/", "/v1/t", "/segment/v1/track", "/segment/v1/t/", "/v1/identify",
        "/v1/i", "/v1/page", "/v1/p", "/v1/screen", "/v1/s", "/segment/v1/p"
      })
  void oneMessageIsTakenAtEachAddress(String path) throws Exception {
    HttpResponse<String> answer = client.send("POST", path, TRACK, basic(SegmentClient.KEY));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(gateway.keys()).containsExactly("acme|u1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/batch",
        "/v1/batch/",
        "/v1/b",
        "/v1/import",
        "/segment/v1/batch",
        "/segment/v1/b",
        "/segment/v1/import",
        "/beacon/v1/batch"
      })
  void aBatchIsTakenAtEachAddress(String path) throws Exception {
    HttpResponse<String> answer = client.send("POST", path, BATCH, basic(SegmentClient.KEY));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(gateway.sent(TOPICS.events())).hasSize(1);
  }

  @Test
  void theKeyMayBeInTheBodyOrInTheAddress() throws Exception {
    String withKey = BATCH.replace("{\"batch\"", "{\"writeKey\":\"collect.write@acme\",\"batch\"");
    String address = "/v1/batch?writeKey=collect.write%40acme&v=1";
    String oneWithKey =
        TRACK.replace("{\"userId\"", "{\"writeKey\":\"collect.write@b\",\"userId\"");

    assertThat(client.send("POST", "/v1/batch", withKey).statusCode()).isEqualTo(200);
    assertThat(client.send("POST", address, BATCH).statusCode()).isEqualTo(200);
    assertThat(client.send("POST", "/v1/t", oneWithKey).statusCode()).isEqualTo(200);
    assertThat(
            client.send("POST", "/v1/track", TRACK, "Authorization", "Token admin@c").statusCode())
        .isEqualTo(200);
    assertThat(gateway.keys()).containsExactly("acme|u1", "acme|u1", "b|u1", "c|u1");
    assertThat(gateway.sent(TOPICS.events()).get(2).properties().toString())
        .doesNotContain("collect.write");
  }

  @ParameterizedTest
  @CsvSource({
    "collect.write@acme,200",
    "admin@acme,200",
    "events.write@acme,403",
    "read@acme,403",
    "customers.write@acme,403",
    "wrong,401",
    "'',401",
    "' ',401",
    "a b,401"
  })
  void aKeyNeedsTheScope(String key, int status) throws Exception {
    HttpResponse<String> answer =
        HttpContract.check(client.send("POST", "/v1/track", TRACK, basic(key)));

    assertThat(answer.statusCode()).isEqualTo(status);
    JsonNode body = GatewayFixture.json(answer);
    if (status >= 400) {
      assertThat(body.path("code").isTextual()).isTrue();
      assertThat(body.path("message")).isEqualTo(body.path("detail"));
      assertThat(gateway.stored()).isEmpty();
    }
  }

  @Test
  void collectingIsAllThatItsScopeAllows() throws Exception {
    for (String path : new String[] {"/api/event", "/api/customer", "/api/token", "/api/goal"}) {
      assertThat(client.send("POST", path, "{}", "Authorization", "Token " + SegmentClient.KEY))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic ***", "Basic ZZ=ZZ", "Token", "Digest x", "Bearer "})
  void aHeaderWithoutAKeyIs401(String header) throws Exception {
    assertThat(client.send("POST", "/v1/track", TRACK, "Authorization", header).statusCode())
        .isEqualTo(401);
  }

  @Test
  void everySizeHasItsLimit() throws Exception {
    String space = " ".repeat(600 * 1024);
    String keyed = "{\"writeKey\":\"collect.write@acme\",\"batch\":[]}";

    assertThat(client.post("/v1/batch", BATCH + space).statusCode()).isEqualTo(200);
    assertThat(client.post("/v1/batch", BATCH + space.repeat(7)).statusCode()).isEqualTo(413);
    assertThat(client.send("POST", "/v1/batch", keyed + space).statusCode()).isEqualTo(413);
    assertThat(client.send("POST", "/v1/batch", keyed).statusCode()).isEqualTo(200);
    String many = "{\"batch\":[" + "1,".repeat(5_000) + "1]}";
    assertThat(client.post("/v1/batch", many).statusCode()).isEqualTo(413);
  }

  @Test
  void gzipAndPlainTextAreRead() throws Exception {
    String[] key = basic(SegmentClient.KEY);
    HttpResponse<String> zipped =
        client.send("POST", "/v1/batch", gzip(BATCH), key[0], key[1], "Content-Encoding", "gzip");
    HttpResponse<String> plain =
        client.send("POST", "/v1/batch", BATCH, key[0], key[1], "Content-Type", "text/plain");
    HttpResponse<String> form =
        client.send(
            "POST",
            "/v1/b",
            BATCH,
            key[0],
            key[1],
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(zipped.statusCode()).isEqualTo(200);
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(gateway.sent(TOPICS.events())).hasSize(3);
  }

  @Test
  void aPageOfAnyOriginMayCall() throws Exception {
    HttpResponse<String> preflight =
        client.send(
            "OPTIONS",
            "/v1/t",
            "",
            "Origin",
            "https://shop.example",
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type,x-retry-count");
    HttpResponse<String> refused =
        client.send("POST", "/v1/t", TRACK, "Origin", "https://shop.example");

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods")).hasValue("POST");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
        .hasValue("authorization,content-type,x-retry-count");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @Test
  void aBrowserLearnsWhereToSend() throws Exception {
    HttpResponse<String> known =
        HttpContract.check(client.send("GET", "/v1/projects/collect.write@acme/settings", ""));
    HttpResponse<String> below =
        client.send("GET", "/segment/v1/projects/collect.write@acme/settings", "");
    HttpResponse<String> unknown =
        HttpContract.check(client.send("GET", "/v1/projects/wrong/settings", ""));

    JsonNode destination = GatewayFixture.json(known).at("/integrations/Segment.io");
    String host = gateway.server.baseUrl().replace("http://", "");
    assertThat(destination.path("apiKey").asText()).isEqualTo("collect.write@acme");
    assertThat(destination.path("apiHost").asText()).isEqualTo(host + "/v1");
    assertThat(destination.path("protocol").asText()).isEqualTo("http");
    assertThat(below.body()).contains(host + "/segment/v1");
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).contains("\"message\"");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/track,405",
    "PUT,/v1/batch,405",
    "POST,/v1/nothing,404",
    "GET,/v1/track/x,404"
  })
  void otherAddressesAreRefusedAsUsual(String method, String path, int status) throws Exception {
    HttpResponse<String> answer = client.send(method, path, "", basic(SegmentClient.KEY));

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 405) {
      assertThat(answer.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "null", "{", "{\"batch\":[}", "{\"batch\":{}}", "{\"a\":1}", "x"})
  void aBodyThatIsNoBatchIs400AndShown(String body) throws Exception {
    HttpResponse<String> answer = client.post("/v1/batch", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(GatewayFixture.json(answer).path("message").asText()).isNotEmpty();
    assertThat(gateway.producer.history())
        .extracting(record -> record.topic() + new String(record.value(), StandardCharsets.UTF_8))
        .containsExactly(TOPICS.deadLetters().name() + body);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
