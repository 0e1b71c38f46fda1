package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.query.readmodel.LocalPartitions;
import com.traitly.streams.list.Keys;
import com.traitly.streams.list.ListRow;
import com.traitly.streams.list.Page;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoalRoutesTest extends ServedTest {
  private static final String FILTERED =
      """
      {"entry": {"where": {"plan": ["Trial"]}}, "window": {"days": 30},
       "target": {"any": [{"attribute": "seats", "above": 3}]}}\
      """;
  private static final String DEFINITION =
      "{\"window\":{\"days\":30},\"target\":{\"any\":[{\"event\":\"e\"}]}}";
  private static final String UNTRAINED =
      """
      {"goal_name":"Try","goal_version":8,"quality":"insufficient","basis":"prior","settled":false,
       "epoch":0,"trained_up_to":null,"windows":0,"reached":0,"examples":0,
       "metrics":{"auc":0.5,"log_loss":0,"life_table_log_loss":0,"served_log_loss":0,"skill":0,
                  "brier":0,"ece":0,"bias":0},
       "calibration":[],"by_age":[],"over_time":[],"signals":[],"weights":[]}\
      """;

  GoalRoutesTest() {
    super(0);
  }

  @BeforeEach
  void fill() {
    server.goals.put(
        new AccountKey(LocalPartitions.ACCOUNT, "Buy"),
        GoalReader.read(json(DEFINITION), "Buy", 7, new Problems()));
  }

  @Test
  void aGoalShowsHowFarItIsAppliedToStoredCustomers() throws Exception {
    server.partitions =
        List.of(
            json("{\"done\":3,\"total\":3,\"complete\":true}"),
            json("{\"done\":1,\"total\":5,\"complete\":false}"));

    QueryServer.Answer underWay = server.get("/goal/Buy", "If-None-Match", "*");
    assertThat(underWay.status()).as("the version is the same, the progress is not").isEqualTo(200);
    assertThat(underWay.body().at("/data/0/backfill"))
        .isEqualTo(json("{\"done\":4,\"total\":8,\"inferred\":0,\"complete\":false}"));

    server.partitions = List.of(json("{\"done\":3,\"total\":3,\"complete\":true}"));
    assertThat(server.get("/goal/Buy").body().at("/data/0/backfill/complete").asBoolean()).isTrue();
    assertThat(server.get("/goal/Buy", "If-None-Match", "*").status()).isEqualTo(304);
    assertThat(server.get("/goal").body().at("/data/0").has("backfill")).isFalse();
  }

  @Test
  void theReportIsWhatAllPartitionsCountedTogether() throws Exception {
    server.partitions =
        List.of(
            json("{\"enrolled\":5,\"reached\":2,\"expired\":1,\"reached_after\":[[86400,2]]}"),
            json("{\"reached_after\":[]}"),
            json(
                """
                {"enrolled":4,"reached":2,"expired":1,"left":3,
                 "reached_after":[[3600,1],[259200,1]]}\
                """));

    JsonNode item = server.get("/goal/Buy/report").body().at("/data/0");

    assertThat(item)
        .isEqualTo(
            json(
                """
                {"goal_name":"Buy","version":7,"enrolled":9,"active":3,"reached":4,"expired":2,
                 "left":3,"inferred":0,"conversion_rate":0.4444444444444444,"median_days_to_reach":1.0}\
                """));
    assertThat(server.lookup)
        .hasToString(
            "{\"query\":\"goal-report\",\"account\":\"acme\","
                + "\"args\":{\"goal_name\":\"Buy\",\"goal_version\":7}}");
  }

  @Test
  void aDryRunTellsWhatItsModelDoesAndWhomItWouldHaveHad() throws Exception {
    server.partitions =
        List.of(
            json("{\"done\":3,\"total\":4,\"complete\":false,\"enrolled\":2,\"reached\":1}"),
            json("{\"done\":1,\"total\":1,\"complete\":true,\"enrolled\":5,\"reached\":2}"));
    assertThat(server.get("/goal/Buy/model?dry_run=true").code()).isEqualTo("goal_not_found");
    server.drafts.put(
        new AccountKey(LocalPartitions.ACCOUNT, "Try"),
        GoalReader.read(json(DEFINITION), "Try", 8, new Problems()));
    server.model = json(UNTRAINED);

    var answer = server.get("/goal/Try/model?dry_run=true");

    assertThat(answer.body().at("/data/0/dry_run"))
        .isEqualTo(json("{\"done\":4,\"total\":5,\"enrolled\":7,\"reached\":3,\"inferred\":0}"));
    assertThat(server.lookup)
        .hasToString(
            "{\"query\":\"goal-backfill\",\"account\":\"acme\","
                + "\"args\":{\"goal_name\":\"Try\",\"goal_version\":8,\"dry_run\":true}}");
    assertThat(server.get("/goal/Try").status()).isEqualTo(404);
  }

  @Test
  void whoseProfileAtEntryIsNotKnownIsToldInOneSentence() throws Exception {
    server.partitions =
        List.of(
            json("{\"inferred\":2,\"complete\":true,\"reached_after\":[]}"),
            json("{\"inferred\":1,\"complete\":true,\"reached_after\":[]}"));
    server.drafts.put(
        new AccountKey(LocalPartitions.ACCOUNT, "Try"),
        GoalReader.read(json(FILTERED), "Try", 8, new Problems()));
    server.goals.put(
        new AccountKey(LocalPartitions.ACCOUNT, "Filtered"),
        GoalReader.read(json(FILTERED), "Filtered", 9, new Problems()));
    server.model = json(UNTRAINED);

    for (String path : List.of("/Filtered", "/Filtered/report", "/Try/model?dry_run=true")) {
      JsonNode warnings = server.get("/goal" + path).body().at("/metadata/warnings");

      assertThat(warnings).as(path).hasSize(1);
      assertThat(warnings.at("/0/pointer").asText()).isEqualTo("/entry");
      assertThat(warnings.at("/0/message").asText())
          .startsWith("3 customers are left out of what is learnt")
          .contains("plan, seats")
          .contains("updated_at");
    }
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() throws Exception {
    server.partitions =
        List.of(
            json("{\"reached\":1,\"enrolled\":1,\"reached_after\":[[86400,1]]}"),
            json("{\"reached\":1,\"enrolled\":1,\"reached_after\":[[259200,1]]}"));

    JsonNode item = server.get("/goal/Buy/report").body().at("/data/0");

    assertThat(item.path("median_days_to_reach").asDouble()).isEqualTo(2);
    assertThat(item.path("conversion_rate").asDouble()).isEqualTo(1);
  }

  @Test
  void whoIsClosestComesFirstUnlessAskedOtherwise() throws Exception {
    server.partitions = List.of(page(0.9, 0.2), page(0.5));

    var closest = server.get("/goal/Buy/customer?limit=2");
    assertThat(closest.items("customer_id")).containsExactly("c0.9", "c0.5");
    assertThat(asked("descending").asBoolean()).isTrue();
    assertThat(asked("limit").asInt()).isEqualTo(3);

    server.get("/goal/Buy/customer?limit=2&cursor=" + closest.nextCursor());
    assertThat(asked("after").asText()).isNotEmpty();

    server.get("/goal/Buy/customer?order=likelihood");
    assertThat(asked("descending").asBoolean()).isFalse();
    String cursor = "&cursor=" + closest.nextCursor();
    assertThat(server.get("/goal/Buy/customer?order=likelihood" + cursor).status()).isEqualTo(400);
  }

  @Test
  void waitsForWritesOfCustomersAndOfTheGoal() throws Exception {
    server.shownTo = 8;

    server.get("/goal/Buy/report", "Traitly-Position", "t.events-0@5,t.goals-0@8");
    assertThat(server.waitedFor)
        .extracting(Object::toString)
        .containsExactly("t.events-0@5", "t.goals-0@8");

    var early = server.get("/goal/Buy/report", "Traitly-Position", "t.goals-0@9");
    assertThat(early.status()).isEqualTo(503);
  }

  private JsonNode asked(String arg) {
    JsonNode lookup = server.lookup;
    return lookup == null ? Json.object() : lookup.path("args").path(arg);
  }

  private static JsonNode page(double... likelihoods) {
    List<ListRow> rows =
        Arrays.stream(likelihoods)
            .mapToObj(each ->
                new ListRow(
                    Keys.join(Keys.number(Double.doubleToLongBits(each))),
                    json(
                        """
                        {"customer_id":"c%1$s","name":null,"email":null,"plan":null,
                         "likelihood":%1$s,"goal_days_left":3,
                         "goal_ends_at":1500278794,"inferred":false,"next_action":null}\
                        """
                            .formatted(each))))
            .toList();
    return new Page(rows, null).json();
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
