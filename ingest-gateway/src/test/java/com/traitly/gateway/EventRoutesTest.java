package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.NOW;
import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.Event;
import com.traitly.gateway.http.RequestLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventRoutesTest {
  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void answersTheReferencesExample() throws Exception {
    var response =
        gateway.post(
            "/api/v1/event",
            """
            {"customer_id": "15", "name": "Customer C", "monthly_payment_amount": 99,
             "location": "New York", "plan": "Atom", "email": "support@company.com"}
            """,
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(response.statusCode()).isEqualTo(201);
    JsonNode body = json(response);
    assertThat(body.propertyStream().map(java.util.Map.Entry::getKey))
        .containsExactly("data", "metadata", "created", "object");
    assertThat(body.path("created").textValue()).isEqualTo(Long.toString(NOW));
    assertThat(body.path("object").textValue()).isEqualTo("event");
    assertThat(body.path("metadata").isEmpty()).isTrue();
    JsonNode item = body.path("data").path(0);
    assertThat(item.path("customer_id").textValue()).isEqualTo("15");
    assertThat(item.path("created_at").textValue()).isEqualTo(Long.toString(NOW));
    assertThat(item.path("success").intValue()).isEqualTo(1);
    assertThat(response.headers().firstValue("Traitly-Position"))
        .get()
        .asString()
        .startsWith("test.events-")
        .endsWith("@0");
    Event event = gateway.sent(TOPICS.events()).getFirst();
    assertThat(event.properties())
        .containsOnlyKeys("monthly_payment_amount", "location", "plan", "email");
    assertThat(gateway.keys()).containsExactly("acme|15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        [{"customer_id":1,"name":"a"}, {"name":"b"}, {"customer_id":"3","name":"c"}]
        """,
        """
        {"batch":[{"customer_id":1,"name":"a"}, {"name":"b"}, {"customer_id":"3","name":"c"}]}
        """,
        """
        {"customer_id":1,"name":"a"}
        {"name":"b"}

        {"customer_id":"3","name":"c"}
        """
      })
  void givesOneVerdictPerItemInOrder(String body) throws Exception {
    var response = gateway.post("/api/event/", body);

    assertThat(response.statusCode()).isEqualTo(207);
    JsonNode items = json(response).path("data");
    assertThat(items).hasSize(3);
    assertThat(items.path(0).path("customer_id").textValue()).isEqualTo("1");
    assertThat(items.path(1))
        .isEqualTo(
            GatewayFixture.parse(
                """
                {"customer_id":null,"name":"b","created_at":null,"success":0,
                 "error":{"code":"missing_field","message":"customer_id is required",
                          "retryable":false}}
                """));
    assertThat(items.path(2).path("success").intValue()).isEqualTo(1);
    assertThat(gateway.keys()).containsExactly("acme|1", "acme|3");
  }

  @Test
  void aBadLineSpoilsOnlyItself() throws Exception {
    var response =
        gateway.post(
            "/api/event",
            "{oops\n{\"customer_id\":1,\"name\":\"a\"}\n",
            "Content-Type",
            "application/x-ndjson");

    assertThat(response.statusCode()).isEqualTo(207);
    assertThat(json(response).at("/data/0/error/code").textValue()).isEqualTo("malformed_json");
  }

  @Test
  void aBatchWithNothingGoodIs400WithVerdicts() throws Exception {
    var response = gateway.post("/api/event", "[{\"name\":\"a\",\"created_at\":12},7]");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).at("/data/0/created_at").textValue()).isEqualTo("12");
    assertThat(json(response).path("data")).hasSize(2);
    assertThat(gateway.keys()).isEmpty();
  }

  @Test
  void tellsAllProblemsOfASingleEventWithPointers() throws Exception {
    var response =
        gateway.post("/api/event", "{\"name\":\" \",\"created_at\":\"soon\",\"event_id\":true}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    List<String> pointers = new ArrayList<>();
    json(response).path("errors").forEach(each -> pointers.add(each.path("pointer").textValue()));
    assertThat(pointers).containsExactly("/customer_id", "/name", "/created_at", "/event_id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{;malformed_json",
        "``;malformed_json",
        "{\"a\":1,\"a\":2};malformed_json",
        "{\"customer_id\":\"\\ud800\",\"name\":\"a\"};invalid_field",
        "[];invalid_field",
        "{\"batch\":7};invalid_field",
        "7;invalid_field",
        "{\"customer_id\":{},\"name\":\"a\"};invalid_field",
        "{\"customer_id\":1,\"name\":\"a\",\"created_at\":1e-99999999};malformed_json",
        "{\"customer_id\":1,\"name\":\"a\",\"created_at\":1e-999};invalid_field",
        "{\"customer_id\":1.5,\"name\":\"a\"};invalid_field",
        "{\"customer_id\":1e400,\"name\":\"a\"};invalid_field",
        "{\"customer_id\":\"\u00a0\u200b\",\"name\":\"a\"};invalid_field",
        "{\"customer_id\":\"\u3164\",\"name\":\"a\"};invalid_field",
        "{\"customer_id\":1,\"name\":\"\ufeff\"};invalid_field",
        "{\"customer_id\":1,\"name\":\"a\",\"event_id\":1.5};invalid_field",
        "{\"customer_id\":1,\"name\":\"a\",\"created_at\":\"1e-99999999\"};invalid_field"
      })
  void refusesWhatIsNoEvent(String body, String code) throws Exception {
    var response = gateway.post("/api/event", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").textValue()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "1e2,100",
    "15.0,15",
    "-0,0",
    "-0.0,0",
    "-7,-7",
    "1.5e1,15",
    "100E-2,1",
    "12345678901234567890123456789,12345678901234567890123456789"
  })
  void aWholeNumberIsItsDigitsAsAnId(String number, String id) throws Exception {
    gateway.post(
        "/api/event", "{\"customer_id\":%1$s,\"name\":\"a\",\"event_id\":%1$s}".formatted(number));

    Event event = gateway.sent(GatewayFixture.TOPICS.events()).getFirst();
    assertThat(event.customerId()).isEqualTo(id);
    assertThat(event.eventId()).isEqualTo(id);
  }

  @Test
  void takesTheIdFromTheBodyElseFromTheHeader() throws Exception {
    String event = "{\"customer_id\":1,\"name\":\"a\"}";
    String named = "{\"customer_id\":1,\"name\":\"a\",\"event_id\":\"mine\"}";

    gateway.post("/api/event", event, "Idempotency-Key", "\"header\"");
    gateway.post("/api/event", named, "Idempotency-Key", "header");
    gateway.post("/api/event", event);

    assertThat(gateway.sent(TOPICS.events()))
        .extracting(Event::eventId)
        .startsWith("header", "mine")
        .last()
        .asString()
        .startsWith("evt_");
  }

  @Test
  void validateStoresNothing() throws Exception {
    var good = gateway.post("/api/event?validate=true", "{\"customer_id\":1,\"name\":\"a\"}");
    var odd = gateway.post("/api/event?validate=perhaps", "{\"customer_id\":1,\"name\":\"a\"}");

    assertThat(good.statusCode()).isEqualTo(200);
    assertThat(good.headers().firstValue("Traitly-Position")).isEmpty();
    assertThat(json(odd).path("code").textValue()).isEqualTo("invalid_parameter");
    assertThat(gateway.keys()).isEmpty();
  }

  @Test
  void theHeaderSpeaksOfASingleEventOnly() throws Exception {
    String event = "{\"customer_id\":1,\"name\":\"a\"}";

    gateway.post("/api/event", "[" + event + "," + event + "]", "Idempotency-Key", "mine");
    var tooLong = gateway.post("/api/event", event, "Idempotency-Key", "k".repeat(101));

    assertThat(gateway.sent(TOPICS.events()))
        .extracting(Event::eventId)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("evt_"));
    assertThat(tooLong.statusCode()).isEqualTo(400);
    assertThat(json(tooLong).path("detail").textValue()).contains("Idempotency-Key");
  }

  @Test
  void inflatesGzipWithinTheLimit() throws Exception {
    byte[] event = "{\"customer_id\":1,\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8);
    byte[] bomb = new byte[RequestLimits.BATCH_BYTES + 1];

    var good = gateway.send("POST", "/api/event", gzip(event), "Content-Encoding", "gzip");
    var large = gateway.send("POST", "/api/event", gzip(bomb), "Content-Encoding", "gzip");
    var broken = gateway.send("POST", "/api/event", event, "Content-Encoding", "gzip");
    var other = gateway.send("POST", "/api/event", event, "Content-Encoding", "br");

    assertThat(good.statusCode()).isEqualTo(201);
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(other.statusCode()).isEqualTo(400);
  }

  @Test
  void namesTheLimitThatIsExceeded() throws Exception {
    String padded =
        "{\"customer_id\":1,\"name\":\"a\",\"note\":\""
            + "x".repeat(RequestLimits.ITEM_BYTES)
            + "\"}";
    String many = "[" + "1,".repeat(RequestLimits.BATCH_ITEMS) + "1]";
    byte[] huge = new byte[RequestLimits.BATCH_BYTES + 1];

    var item = gateway.post("/api/event", padded);
    var inBatch = gateway.post("/api/event", "[" + padded + ",{\"customer_id\":1,\"name\":\"a\"}]");
    var count = gateway.post("/api/event", many);
    var bytes = gateway.send("POST", "/api/event", huge);

    assertThat(item.statusCode()).isEqualTo(413);
    assertThat(json(item).path("detail").textValue()).contains("32 KiB");
    assertThat(inBatch.statusCode()).isEqualTo(207);
    assertThat(json(inBatch).at("/data/0/error/code").textValue()).isEqualTo("too_large");
    assertThat(json(count).path("detail").textValue()).contains("2000 items");
    assertThat(json(bytes).path("detail").textValue()).contains("10 MiB");
  }

  private static byte[] gzip(byte[] content) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
