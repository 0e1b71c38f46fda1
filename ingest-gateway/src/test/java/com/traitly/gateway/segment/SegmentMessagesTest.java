package com.traitly.gateway.segment;

import static com.traitly.gateway.GatewayFixture.NOW;
import static com.traitly.gateway.GatewayFixture.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerFact.Link;
import com.traitly.contracts.model.CustomerFact.Upsert;
import com.traitly.contracts.model.Event;
import com.traitly.gateway.GatewayFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each type of message becomes. */
final class SegmentMessagesTest {
  private final GatewayFixture gateway = GatewayFixture.acknowledging();
  private final SegmentClient client = new SegmentClient(gateway);

  @AfterEach
  void close() {
    client.close();
    gateway.close();
  }

  @Test
  void aTrackIsAnEventAndKeepsAllThatItSays() throws Exception {
    Event event =
        event(
            "/v1/track",
            """
            {"userId":7,"anonymousId":"a1","event":" Signed Up ","messageId":"m-1",
             "timestamp":"2017-07-14T08:00:00.250Z","properties":{"plan":"Pro","price":1.50,
             "name":"a name","event_id":"theirs","nested":{"list":[1e2]}},
             "context":{"ip":"1.2.3.4","library":{"name":"analytics.js"}}}\
            """);

    assertThat(event.customerId()).isEqualTo("7");
    assertThat(event.name()).isEqualTo("Signed Up");
    assertThat(event.eventId()).isEqualTo("m-1");
    assertThat(event.occurredAt()).isEqualTo(1_500_019_200_250L);
    assertThat(event.properties().keySet())
        .containsExactly("plan", "price", "name", "event_id", "nested", "$message");
    assertThat(event.properties().get("price")).hasToString("1.50");
    assertThat(event.properties().get("nested")).hasToString("{\"list\":[1e2]}");
    JsonNode rest = requireNonNull(event.properties().get("$message"));
    assertThat(rest.path("anonymousId").asText()).isEqualTo("a1");
    assertThat(rest.path("timestamp").asText()).isEqualTo("2017-07-14T08:00:00.250Z");
    assertThat(rest.at("/context/ip").asText()).isEqualTo("1.2.3.4");
    assertThat(rest.has("properties")).isFalse();
  }

  @Test
  void aMessageOfAVisitorIsKeptUnderTheAnonymousId() throws Exception {
    assertThat(
            event("/v1/track", "{\"userId\":null,\"anonymousId\":\"a1\",\"event\":\"E\"}")
                .customerId())
        .isEqualTo("a1");
    assertThat(
            event("/v1/track", "{\"userId\":\"\",\"anonymousId\":\"a2\",\"event\":\"E\"}")
                .customerId())
        .isEqualTo("a2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "page;{\"name\":\"Pricing\"};Viewed Pricing",
        "page;{\"name\":null,\"category\":\"Docs\"};Viewed Docs",
        "page;{\"name\":\"\"};Viewed page",
        "page;{\"category\":5};Viewed 5",
        "screen;{};Viewed screen",
        "screen;{\"name\":\" Home \",\"category\":\"x\"};Viewed Home",
      })
  void aPageOrScreenIsAViewOfIt(String type, String fields, String name) throws Exception {
    String message = fields.replaceFirst("\\{", "{\"userId\":\"u\",").replace(",}", "}");

    assertThat(event("/v1/" + type, message).name()).isEqualTo(name);
  }

  @Test
  void anIdentifyIsWhatIsKnownOfACustomer() throws Exception {
    List<CustomerFact> facts =
        facts(
            "/v1/identify",
            """
            {"userId":"u1","anonymousId":"a1","timestamp":"2017-07-14T08:00:00Z",
             "context":{"library":{"name":"analytics-node"}},
             "traits":{"firstName":"Ada","lastName":"Berg","email":"ada@example.com","plan":"Pro",
             "createdAt":"2017-01-01T00:00:00Z","phone":"123","age":31,"custom_attributes":{"x":1},
             "customer_id":"other","address":{"city":"Kiel"},"gone":null}}\
            """);

    Upsert upsert = (Upsert) facts.get(0);
    assertThat(upsert.customerId()).isEqualTo("u1");
    assertThat(upsert.createdAt()).isEqualTo(1_483_228_800_000L);
    assertThat(upsert.updatedAt()).isEqualTo(1_500_019_200_000L);
    assertThat(upsert.fields())
        .hasToString(
            "{name=\"Ada Berg\", email=\"ada@example.com\", plan=\"Pro\", phone_number=\"123\","
                + " custom_attributes={\"firstName\":\"Ada\",\"lastName\":\"Berg\",\"age\":31,"
                + "\"custom_attributes\":{\"x\":1},\"customer_id\":\"other\","
                + "\"address\":{\"city\":\"Kiel\"},\"gone\":null}}");
    assertThat(facts.subList(1, facts.size())).containsExactly(new Link("u1", NOW * 1_000, "a1"));
    assertThat(gateway.customers.mayBeKnown(TOPICS.customers().readKey("acme|u1".getBytes(UTF_8))))
        .isTrue();
  }

  @Test
  void traitsMayBeInTheContextAndNeedNotBeAny() throws Exception {
    assertThat(
            facts("/v1/identify", "{\"userId\":\"u1\",\"context\":{\"traits\":{\"plan\":\"Pro\"}}}")
                .getFirst())
        .isEqualTo(new Upsert("u1", NOW * 1_000, null, null, fields("{\"plan\":\"Pro\"}")));
    assertThat(facts("/v1/identify", "{\"userId\":\"u2\",\"anonymousId\":\"u2\"}"))
        .containsExactly(new Upsert("u2", NOW * 1_000, null, null, fields("{}")));
    assertThat(
            facts("/v1/identify", "{\"userId\":\"u3\",\"traits\":{\"email\":null,\"plan\":null}}"))
        .containsExactly(new Upsert("u3", NOW * 1_000, null, null, fields("{}")));
  }

  @Test
  void aTraitThatCannotBeUsedIsShownAndTheOthersAreTaken() throws Exception {
    String message =
        "{\"userId\":\"u1\",\"traits\":{\"email\":\"none\",\"plan\":\"Pro\",\"createdAt\":\"x\"}}";

    assertThat(facts("/v1/identify", message))
        .containsExactly(new Upsert("u1", NOW * 1_000, null, null, fields("{\"plan\":\"Pro\"}")));
    assertThat(SegmentLetters.of(gateway))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.key().id()).isEqualTo("u1");
          assertThat(letter.message())
              .contains("email must be", "created_at must be", "the other traits were taken");
          assertThat(letter.value()).isEqualTo(message.getBytes(UTF_8));
        });
  }

  @Test
  void aGroupIsTheOrganisationOfACustomer() throws Exception {
    assertThat(
            facts(
                "/v1/group",
                "{\"userId\":\"u1\",\"groupId\":15,\"traits\":{\"name\":\"Acme\",\"size\":3}}"))
        .containsExactly(
            new Upsert(
                "u1",
                NOW * 1_000,
                null,
                null,
                fields(
                    "{\"organisation_id\":\"15\",\"custom_attributes\":"
                        + "{\"organisation_name\":\"Acme\",\"organisation_size\":3}}")));
  }

  @Test
  void anAliasLinksTwoIds() throws Exception {
    assertThat(facts("/v1/alias", "{\"userId\":\"u1\",\"previousId\":\"a1\"}"))
        .containsExactly(new Link("u1", NOW * 1_000, "a1"));
  }

  @Test
  void theFactsOfABatchKeepTheirOrder() throws Exception {
    client.post(
        "/v1/batch",
        """
        {"batch":[{"type":"Track","userId":"u1","event":"A","messageId":"1"},
          {"type":"identify","userId":"u1","traits":{}},
          {"type":"page","userId":"u1","name":"P","messageId":"2"}],
         "context":{"library":{"name":"analytics-java"}},"sentAt":"2001-01-01T00:00:00Z"}\
        """);

    assertThat(gateway.producer.history())
        .extracting(record -> record.topic())
        .containsExactly("test.events", "test.customers", "test.events");
    assertThat(gateway.sent(TOPICS.events()))
        .allSatisfy(event ->
            assertThat(
                    requireNonNull(event.properties().get("$message"))
                        .at("/context/library/name")
                        .asText())
                .isEqualTo("analytics-java"));
  }

  @Test
  void inStrictModeOneProblemRefusesAll() throws Exception {
    String[] key = SegmentClient.basic(SegmentClient.KEY);
    String body =
        "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\"},"
            + "{\"type\":\"track\",\"userId\":\"null\",\"event\":\"E\"},"
            + "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"no\"}}]}";
    var refused = client.send("POST", "/v1/batch", body, key[0], key[1], "X-Strict-Mode", "1");
    var taken = client.send("POST", "/v1/batch", body, key[0], key[1], "X-Strict-Mode", "0");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(GatewayFixture.json(refused).path("errors").findValuesAsText("pointer"))
        .containsExactly("/batch/1/userId", "/batch/2/traits/email");
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(gateway.producer.history()).hasSize(4);
  }

  private Event event(String path, String message) throws Exception {
    assertThat(client.post(path, message).statusCode()).isEqualTo(200);
    return gateway.sent(TOPICS.events()).getLast();
  }

  private List<CustomerFact> facts(String path, String message) throws Exception {
    gateway.producer.clear();
    assertThat(client.post(path, message).statusCode()).isEqualTo(200);
    return gateway.sent(TOPICS.customers());
  }

  private static Map<String, JsonNode> fields(String json) {
    return Json.fields(GatewayFixture.parse(json));
  }
}
