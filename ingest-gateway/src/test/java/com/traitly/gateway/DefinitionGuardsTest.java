package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings, limits and conditions keep callers from harm when they define things. */
final class DefinitionGuardsTest {
  private static final String PLAIN =
      """
      {"window": {"days": 30}, "target": {"any": [{"event": "Done"}]},
       "actions": [{"event_name": "Act"}]}
      """;

  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"reentry\": \"never\";",
        "\"window\": {\"hours\": 24};",
        "\"max_recomendations\": 3;/max_recomendations",
        "\"window\": {\"days\": 1, \"weeks\": 2};/window/weeks",
        "\"target\": {\"any\": [{\"event\": \"Done\", \"plan\": [\"Pro\"]}]};/target/any/0/plan",
        "\"actions\": [];/actions",
        "\"actions\": [{\"event_name\": \"Act\"}, {\"event_name\": \"Done\"}];"
            + "/actions/1/event_name",
        "\"actions\": [{\"event_name\": \"Act\", \"message\": \"Hi\"}];/actions/0/message",
        "\"window\": {\"days\": 401};/window",
        "\"window\": {\"days\": 400};",
        "\"entry\": {\"where\": {\"plan\": [\"Pro\"]}}, \"target\": {\"any\": [{\"plan\": \"Pro\"}]};"
            + "/target/any/0/plan",
        "\"entry\": {\"where\": {\"tier\": [\"a\"]}}, \"target\": {\"any\": ["
            + "{\"attribute\": \"tier\", \"in\": [\"b\", \"a\"]}]};/target/any/0/in",
        "\"entry\": {\"on\": {\"customer\": {\"plan\": [\"Pro\"]}}},"
            + " \"target\": {\"any\": [{\"plan\": \"Pro\"}]};/target/any/0/plan",
        "\"entry\": {\"on\": {\"customer\": {\"plan\": [\"Trial\"]}}},"
            + " \"target\": {\"any\": [{\"plan\": \"Pro\"}]};",
        "\"entry\": {\"on\": {\"customer\": {\"tier\": [\"100\"]}}}, \"target\": {\"any\": ["
            + "{\"attribute\": \"tier\", \"in\": [1e2]}]};/target/any/0/in",
        "\"entry\": {\"where\": {\"tier\": [100]}}, \"target\": {\"any\": ["
            + "{\"attribute\": \"tier\", \"in\": [\"1e2\"]}]};/target/any/0/in",
        "\"entry\": {\"on\": {\"customer\": {\"seats\": [3, 1e30]}}}, \"target\": {\"any\": ["
            + "{\"attribute\": \"seats\", \"above\": 3}]};/target/any/0/above",
        "\"target\": {\"any\": [{\"attribute\": \"seats\", \"above\": 3}]};"
      })
  void whatIsHardlyMeantIsStoredWithAWarning(String field, @Nullable String pointer)
      throws Exception {
    ObjectNode body = (ObjectNode) GatewayFixture.parse(PLAIN);
    body.setAll((ObjectNode) GatewayFixture.parse("{" + field + "}"));
    HttpResponse<String> saved = gateway.send("PUT", "/api/goal/g", body.toString());

    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
    List<String> pointers = new ArrayList<>();
    json(saved)
        .at("/metadata/warnings")
        .forEach(each -> pointers.add(each.path("pointer").asText()));
    assertThat(pointers).isEqualTo(pointer == null ? List.of() : List.of(pointer));
  }

  @Test
  void anEndpointForAGoalThatIsNotThereIsWarnedOf() throws Exception {
    String body = "{\"url\": \"https://example.com\", \"goal_names\": [\"g\"]}";
    assertThat(json(gateway.post("/api/webhook", body)).at("/metadata/warnings/0/message").asText())
        .contains("'g'");

    gateway.send("PUT", "/api/goal/g", PLAIN);

    assertThat(json(gateway.post("/api/webhook", body)).path("metadata")).isEmpty();
  }

  @Test
  void anAccountMayHaveOnlySoMany() throws Exception {
    for (int i = 0; i < GatewayFixture.MOST; i++) {
      assertThat(gateway.send("PUT", "/api/goal/g" + i, PLAIN).statusCode()).isEqualTo(201);
    }

    HttpResponse<String> refused = gateway.send("PUT", "/api/goal/more", PLAIN);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("detail").asText()).contains("3 things", "TRAITLY_THINGS");
    assertThat(gateway.send("PUT", "/api/goal/g1", PLAIN).statusCode()).isEqualTo(200);
    String other = "Token admin@other";
    assertThat(gateway.send("PUT", "/api/goal/more", PLAIN, "Authorization", other).statusCode())
        .isEqualTo(201);
    assertThat(gateway.send("DELETE", "/api/goal/g1", "").statusCode()).isEqualTo(200);
    assertThat(gateway.send("PUT", "/api/goal/more", PLAIN).statusCode()).isEqualTo(201);
  }

  @Test
  void ifNoneMatchCreatesOnly() throws Exception {
    String path = "/api/goal/g";
    String[] onlyNew = {"If-None-Match", "*"};

    assertThat(gateway.send("PUT", path, PLAIN, onlyNew).statusCode()).isEqualTo(201);
    HttpResponse<String> again = gateway.send("PUT", path, PLAIN, onlyNew);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(json(again).path("code").asText()).isEqualTo("conflict");
    assertThat(gateway.send("PUT", path, PLAIN, "If-Match", "*").statusCode()).isEqualTo(200);
  }

  @Test
  void ifMatchTakesAListOfTags() throws Exception {
    String etag =
        gateway.send("PUT", "/api/goal/g", PLAIN).headers().firstValue("ETag").orElseThrow();

    assertThat(gateway.send("PUT", "/api/goal/g", PLAIN, "If-Match", "\"1\"").statusCode())
        .isEqualTo(409);
    assertThat(gateway.send("PUT", "/api/goal/g", PLAIN, "If-Match", "\"1\", " + etag).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anEndpointIsGuardedByItsTag() throws Exception {
    HttpResponse<String> created = gateway.post("/api/webhook", "{\"url\": \"https://a.example\"}");
    String path = "/api/webhook/" + json(created).at("/data/0/id").asText();
    String first = created.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> changed =
        gateway.send("PATCH", path, "{\"enabled\": false}", "If-Match", first);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag")).isPresent().get().isNotEqualTo(first);
    assertThat(gateway.send("PATCH", path, "{}", "If-Match", first).statusCode()).isEqualTo(409);
    assertThat(gateway.send("DELETE", path, "", "If-Match", first).statusCode()).isEqualTo(409);
  }

  @Test
  void theLastAdminKeyStays() throws Exception {
    String first = newAdmin();
    HttpResponse<String> refused = gateway.send("DELETE", first, "");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("code").asText()).isEqualTo("conflict");

    String second = newAdmin();
    assertThat(gateway.send("DELETE", first, "").statusCode()).isEqualTo(200);
    assertThat(gateway.send("DELETE", second, "").statusCode()).isEqualTo(409);
  }

  @Test
  void whoNamesAnUnknownGoalHearsWhichThereAre() throws Exception {
    String none = json(gateway.send("DELETE", "/api/goal/x", "")).path("detail").asText();
    gateway.send("PUT", "/api/goal/Trial", PLAIN);
    String some = json(gateway.send("DELETE", "/api/goal/x", "")).path("detail").asText();

    assertThat(none).contains("'x'", "PUT /goal/{name}");
    assertThat(some).contains("'x'", "there are Trial");
  }

  private String newAdmin() throws Exception {
    HttpResponse<String> made =
        gateway.post("/api/token", "{\"name\": \"a\", \"scopes\": [\"admin\"]}");
    assertThat(made.statusCode()).isEqualTo(201);
    return "/api/token/" + json(made).at("/data/0/id").asText();
  }
}
