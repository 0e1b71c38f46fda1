package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.GatewayFixture.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.gateway.http.RequestLimits;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what every reader can read is stored, as it was sent; the rest is refused in our words. */
class DoorTest {
  private static final List<String> LIBRARIES =
      List.of("Stream", "Jackson", "com.", "java", "token (", "Source:", "[Source", "Exception");
  private static final String GOAL =
      """
      {"name": "g", "window": {"days": 30}, "target": {"any": [{"attribute": "seats", "above": 4}]},
       "entry": {"where": {"plan": ["Trial"]}},
       "actions": [{"event_name": "E", "message_plaintext": "Hi"}]}\
      """;

  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"F5808080", "F4908080", "EDA0BDEDB880", "C080", "FF", "E282", "80"})
  void whatIsNotUtf8IsStoredNowhere(String hex) throws Exception {
    String bad = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    for (String write :
        List.of(
            "POST /event {\"customer_id\":1,\"name\":\"a\",\"p!\":1}",
            "POST /event {\"customer_id\":1,\"name\":\"a\",\"p\":\"!\"}",
            "POST /event [{\"customer_id\":1,\"name\":\"a\",\"p\":[{\"!\":1}]}]",
            "POST /customer {\"customer_id\":1,\"name\":\"a\",\"email\":\"a@b.c\",\"plan\":\"p\",\"!\":1}",
            "PATCH /customer/1 {\"custom_attributes\":{\"role\":\"!\"}}",
            "PUT /goal/g " + GOAL.replace("plan", "!"),
            "PUT /goal/g?dry_run=true " + GOAL.replace("Trial", "!"),
            "POST /webhook {\"url\":\"https://example.com\",\"goal_names\":[\"!\"]}",
            "POST /token {\"name\":\"!\",\"scopes\":[\"read\"]}")) {
      String[] parts = write.split(" ", 3);
      byte[] body = parts[2].replace("!", bad).getBytes(ISO_8859_1);

      var response = gateway.send(parts[0], "/api/v1" + parts[1], body);

      assertThat(response.statusCode()).as(write).isEqualTo(400);
      assertThat(json(response).path("detail").textValue()).contains("it is not UTF-8 (byte");
    }
    assertThat(gateway.keys()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%FF", "%ED%A0%BD%ED%B8%80", "%F5%80%80%80", "%C0%80", "%E2%82", "%C2%A0"})
  void anAddressThatIsNotUtf8NamesNothing(String name) throws Exception {
    for (String write :
        List.of(
            "PUT /goal/! " + GOAL.replace("\"name\": \"g\", ", ""),
            "PATCH /customer/! {\"location\":\"x\"}")) {
      String[] parts = write.split(" ", 3);

      var response = gateway.send(parts[0], "/api/v1" + parts[1].replace("!", name), parts[2]);

      assertThat(response.statusCode()).as(write + name + response.body()).isEqualTo(400);
    }
    assertThat(gateway.keys()).isEmpty();
  }

  @Test
  void oneItemOfManyIsRefusedForHalfACharacter() throws Exception {
    String items =
        "[{\"customer_id\":1,\"name\":\"a\"},{\"customer_id\":\"\\ud800\",\"name\":\"b\",\"p\":\"x\"},"
            + "{\"customer_id\":3,\"name\":\"c\",\"p\":\"\\ude00\"}]";

    var response = gateway.post("/api/v1/event", items);

    assertThat(response.statusCode()).isEqualTo(207);
    assertThat(json(response).at("/data/1/error/message").textValue()).contains("surrogate pair");
    assertThat(json(response).at("/data/1/customer_id").isNull()).isTrue();
    assertThat(json(response).at("/data/2/customer_id").textValue()).isEqualTo("3");
    assertThat(gateway.keys()).hasSize(1);
  }

  @Test
  void numbersOfCustomersAreKeptAndShownAsSent() throws Exception {
    String fields =
        "\"monthly_payment_amount\":1e2,\"organisation_id\":0.10,"
            + "\"custom_attributes\":{\"a\":-0.0,\"b\":[1E+2,{\"c\":-0}],\"d\":1.50e-7}";

    var response = gateway.send("PATCH", "/api/v1/customer/1", "{" + fields + "}");

    assertThat(response.body())
        .contains("\"monthly_payment_amount\":1e2", "\"organisation_id\":0.10")
        .contains("{\"a\":-0.0,\"b\":[1E+2,{\"c\":-0}],\"d\":1.50e-7}");
    CustomerFact fact = gateway.sent(TOPICS.customers()).getFirst();
    assertThat(((CustomerFact.Upsert) fact).fields().toString()).contains("1e2", "0.10", "-0.0");
  }

  @ParameterizedTest
  @CsvSource({"40_000", "1_200_000", "3_000_000"})
  void anEventThatIsTooLargeIsToldTheLimit(String size) throws Exception {
    String large = "x".repeat(Integer.parseInt(size.replace("_", "")));
    for (String body :
        List.of(
            "{\"customer_id\":1,\"name\":\"a\",\"p\":\"" + large + "\"}",
            "{\"customer_id\":1,\"name\":\"" + large + "\"}",
            "{\"customer_id\":\"" + large + "\"}")) {
      var response = gateway.post("/api/v1/event", body);

      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(json(response).path("detail").textValue()).contains("larger than 32 KiB");
      var batch =
          gateway.post("/api/v1/event", "[{\"customer_id\":1,\"name\":\"a\"}," + body + "]");
      assertThat(batch.statusCode()).isEqualTo(207);
      assertThat(json(batch).at("/data/1/error/code").textValue()).isEqualTo("too_large");
      assertThat(batch.body().length()).isLessThan(2_000);
    }
  }

  @Test
  void aRequestIsNoLargerThanItsLimitWhateverIsInIt() throws Exception {
    String spaces = " ".repeat(RequestLimits.REQUEST_BYTES);

    var response = gateway.post("/api/v1/event", "{\"customer_id\":1,\"name\":\"a\"}" + spaces);

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response).path("detail").textValue()).contains("larger than 1 MiB");
    assertThat(gateway.keys()).isEmpty();
  }

  @Test
  void noAnswerHasALibrarysWords() throws Exception {
    for (String body :
        List.of(
            "{",
            "[1 2]",
            "{\"a\" 1}",
            "nan",
            "[\"\\x\"]",
            "[1e99999999999]",
            "[".repeat(999),
            "{\"" + "n".repeat(9_999) + "\":1}",
            "9".repeat(999),
            "{\"a\":1,\"a\":2}",
            "\u0000")) {
      for (String path : List.of("/event", "/customer", "/goal", "/webhook", "/token")) {
        String answer = gateway.post("/api/v1" + path, body).body();

        assertThat(answer).as(body).contains("\"malformed_json\"");
        assertThat(LIBRARIES).as(answer).noneMatch(answer::contains);
      }
    }
  }

  @Test
  void anIdempotencyKeyIsUtf8() throws Exception {
    assertThat(statusFor("cl\u00e9-\uD83D\uDE00".getBytes(UTF_8))).isEqualTo("201");
    assertThat(gateway.sent(TOPICS.events()).getFirst().eventId())
        .isEqualTo("cl\u00e9-\uD83D\uDE00");
    assertThat(statusFor("cl\u00e9".getBytes(ISO_8859_1))).isEqualTo("400");
    assertThat(statusFor("\u00a0\u200b".getBytes(UTF_8))).isEqualTo("400");
    assertThat(gateway.keys()).hasSize(1);
  }

  @Test
  void conditionsThatLookAtNothingAreToldOf() throws Exception {
    String odd =
        GOAL.replace("\"plan\"", "\"name\"")
            .replace("seats", "custom_attributes.seats")
            .replace(
                "Hi", "{{customer.nam}}, {{customer.role|x}}, {{customer.custom_attributes.r}}");

    assertThat(warnings(odd))
        .extracting(each -> each.path("pointer").textValue())
        .containsExactlyInAnyOrder(
            "/entry/where/name", "/target/any/0/attribute", "/actions/0/message_plaintext");
    assertThat(warnings(odd).toString())
        .contains("plan, monthly_payment_amount", "{{customer.nam}}");
    assertThat(warnings(GOAL.replace("Hi", "{{customer.name | there}}, {{goal.days_left}}")))
        .isEmpty();
  }

  @Test
  void aFieldWrittenAsNobodyWritesItIsWarnedOf() throws Exception {
    String odd = GOAL.replace("\"plan\"", "\"Plan \"");

    assertThat(odd).isNotEqualTo(GOAL);
    assertThat(warnings(odd))
        .anyMatch(each ->
            each.path("pointer").textValue().equals("/entry/where/Plan ")
                && each.path("message").textValue().contains("the customer's field is 'plan'"));
  }

  private List<JsonNode> warnings(String goal) throws Exception {
    List<JsonNode> warnings = new ArrayList<>();
    var response = gateway.send("PUT", "/api/v1/goal/g", goal);
    assertThat(response.statusCode()).isBetween(200, 201);
    json(response).at("/metadata/warnings").forEach(warnings::add);
    return warnings;
  }

  /** The JDK's client sends ASCII only. */
  private String statusFor(byte[] key) throws Exception {
    String body = "{\"customer_id\":1,\"name\":\"a\"}";
    URI server = URI.create(gateway.server.baseUrl());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /api/v1/event HTTP/1.1\r\nHost: a\r\nAuthorization: Token admin@acme\r\n"
              + "Connection: close\r\nContent-Length: %d\r\nIdempotency-Key: "
                  .formatted(body.length());
      out.write(head.getBytes(UTF_8));
      out.write(key);
      out.write(("\r\n\r\n" + body).getBytes(UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), UTF_8).substring("HTTP/1.1 ".length()).substring(0, 3);
    }
  }
}
