package com.traitly.query.routes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.wire.RecommendationJson;
import com.traitly.streams.state.StateAnswer.Age;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupRoutesTest extends ServedTest {
  LookupRoutesTest() {
    super(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/recommended-next-actions", "/recommended-next-action"})
  void theOwnersBodyIsPassedOnUnchanged(String path) throws Exception {
    assertThat(server.get(path + "?customer_id=123").body())
        .isEqualTo(json(RecommendationJson.inNoGoal("123", QueryServer.RETRIEVED).toString()));
    assertThat(server.lookup)
        .isEqualTo(
            json(
                """
                {"query":"recommendation","key":"acme|123",
                 "args":{"customer_id":"123","explain":false}}
                """));
  }

  @Test
  void goalExplanationAndAssumptionAreAskedFor() throws Exception {
    server.get(
        "/recommended-next-actions?customer_id=1&goal_name=30-day+Conversion&explain=true"
            + "&assume=Style%20Widget:%2B1");

    assertThat(server.lookup)
        .isEqualTo(
            json(
                """
                {"query":"recommendation","key":"acme|1",
                 "args":{"customer_id":"1","explain":true,"goal_name":"30-day Conversion",
                         "assume":"Style Widget:+1"}}
                """));
  }

  @Test
  void whatNobodyHasSentIsRefusedAndWhatSomebodyElseHasIsNot() throws Exception {
    String address = "/recommended-next-actions?customer_id=1&assume=Unheard%20of:%2B1";

    assertThat(server.get(address).code()).isEqualTo("unknown_event");

    server.state.add(new Event("2", "Unheard of", 1, 1, "e1", Map.of()));
    assertThat(server.get(address).status()).isEqualTo(200);
    assertThat(requireNonNull(server.lookup).at("/args/assume_known").asBoolean()).isTrue();
  }

  @Test
  void somebodyMustBeAskedAbout() throws Exception {
    var answer = server.get("/recommended-next-action");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("missing_parameter");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void whatTheOwnerRefusesIsRefused() throws Exception {
    assertThat(server.get("/recommended-next-actions?customer_id=nobody").code())
        .isEqualTo("customer_not_found");
    assertThat(server.get("/recommended-next-actions?customer_id=1&explain=perhaps").code())
        .isEqualTo("invalid_parameter");
  }

  @Test
  void saysHowOldTheStateWasInRefusalsToo() throws Exception {
    var fresh = server.get("/recommended-next-actions?customer_id=1");
    assertThat(fresh.header("Traitly-Freshness-Ms")).isEqualTo("0");
    assertThat(fresh.header("Traitly-Stale")).isEmpty();

    server.age = new Age(1_700, true);
    for (String customer : List.of("1", "nobody")) {
      var stale = server.get("/recommended-next-actions?customer_id=" + customer);
      assertThat(stale.header("Traitly-Freshness-Ms")).isEqualTo("1700");
      assertThat(stale.header("Traitly-Stale")).isEqualTo("true");
    }
  }

  @Test
  void waitsForTheCustomersWritesAndForGoals() throws Exception {
    server.get(
        "/recommended-next-actions?customer_id=1",
        "Traitly-Position",
        "t.events-0@5,t.customers-0@6,t.goals-0@7,t.webhooks-0@8");

    assertThat(server.waitedFor)
        .extracting(Object::toString)
        .containsExactly("t.events-0@5", "t.customers-0@6", "t.goals-0@7");
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
