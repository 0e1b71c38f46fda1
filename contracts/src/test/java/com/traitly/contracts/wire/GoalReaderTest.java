package com.traitly.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Condition;
import com.traitly.contracts.model.Goal.Signals;
import com.traitly.contracts.model.Goal.Trigger;
import com.traitly.contracts.model.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoalReaderTest {
  private static final String FULL =
      """
      {"entry": {"on": "customer_created", "where": {"plan": ["Freemium", "Trial"]}},
       "window": {"days": 30},
       "target": {"any": [{"event": "Subscribed"}, {"plan": ["Starter", "Pro"]},
                          {"monthly_payment_amount": {"above": 0}},
                          {"attribute": "tier", "in": ["gold", "true"]},
                          {"attribute": "seats", "above": 4.5}]},
       "actions": [{"event_name": "Style Widget", "target_count": 3,
                    "message_plaintext": "Hi {{customer.name}}, {{action.remaining}} left",
                    "message_html": "<p>{{goal.days_left}}</p>"}],
       "reentry": "never", "signals": "auto", "max_recommendations": 5, "priority": 10,
       "notify": {"min_delta": 0.01}}\
      """;

  @Test
  void readsTheContractsExample() {
    Goal goal = read(FULL);

    assertThat(goal.entry().trigger()).isEqualTo(new Trigger.CustomerCreated());
    assertThat(goal.entry().where())
        .containsEntry("plan", Set.of(new Scalar.Text("Freemium"), new Scalar.Text("Trial")));
    assertThat(goal.windowMillis()).isEqualTo(30 * 86_400_000L);
    assertThat(goal.target())
        .containsExactly(
            new Condition.EventCount("Subscribed", 1),
            new Condition.OnPlan(Set.of("Starter", "Pro")),
            new Condition.PaymentAbove(new Scalar.Numeral("0")),
            new Condition.AttributeIn(
                "tier", Set.of(new Scalar.Text("gold"), new Scalar.Text("true"))),
            new Condition.AttributeAbove("seats", new Scalar.Numeral("4.5")));
    assertThat(goal.signals()).isEqualTo(new Signals.Auto());
    assertThat(goal.priority()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": \"Pro\"}", "{}", "[]", "[7]", "7", "true", "[[\"Pro\"]]"})
  void aListOfTextsIsNothingElse(String sent) {
    String body = FULL.replace("[\"Starter\", \"Pro\"]", sent);
    Problems problems = new Problems();
    GoalReader.read(Json.read(body.getBytes(StandardCharsets.UTF_8)), "Goal", 1, problems);
    assertThat(problems.errors())
        .singleElement()
        .extracting(FieldError::pointer)
        .isEqualTo("/target/any/1/plan");
  }

  @Test
  void survivesItsTopic() {
    Goal goal = read(FULL);

    assertThat(GoalReader.readStored(Json.read(Json.bytes(GoalJson.write(goal))))).isEqualTo(goal);
  }

  @Test
  void keepsNumbersTextsAndFlagsApartAndNumbersAsTheyWereSent() {
    Goal goal =
        read(
            FULL.replace("\"gold\", \"true\"]", "\" EU \", 1e2, -0.0, true, \"1e2\"]")
                .replace("\"above\": 4.5", "\"above\": 1e2"));

    assertThat(GoalJson.write(goal).at("/target/any/3/in").toString())
        .isEqualTo("[\"EU\",1e2,-0.0,true,\"1e2\"]");
    assertThat(GoalJson.write(goal).at("/target/any/4/above").toString()).isEqualTo("1e2");
    assertThat(GoalReader.readStored(Json.read(Json.bytes(GoalJson.write(goal))))).isEqualTo(goal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"days\": 30 | \"days\": 0 | /window/days",
        "\"days\": 30 | \"days\": 1, \"hours\": 2 | /window",
        "{\"event\": \"Subscribed\"} | {\"evnt\": \"x\"} | /target/any/0",
        "\"above\": 0 | \"over\": 0 | /target/any/2/monthly_payment_amount",
        "\"above\": 4.5 | \"above\": \"4\" | /target/any/4/above",
        "\"above\": 4.5 | \"above\": 1.2345678901234567890123456789012e-5 | /target/any/4/above",
        "\"above\": 4.5 | \"above\": 1e31 | /target/any/4/above",
        "\"above\": 0 | \"above\": \"11\" | /target/any/2/monthly_payment_amount",
        "\"above\": 0 | \"above\": 1e-31 | /target/any/2/monthly_payment_amount",
        "\"gold\", \"true\"] | null] | /target/any/3/in",
        "\"gold\", \"true\"] | \"\u00a0\"] | /target/any/3/in",
        "\"gold\", \"true\"] | 1e99] | /target/any/3/in",
        "Style Widget | \u200b\ufeff | /actions/0/event_name",
        "{{goal.days_left}} | {{customer.custom_attributes}} | /actions/0/message_html",
        "{{goal.days_left}} | {{customer.}} | /actions/0/message_html",
        "{{goal.days_left}} | {{customer.name} | /actions/0/message_html",
        "\"above\": 4.5 | \"count\": 4 | /target/any/4",
        "\"gold\", \"true\"] | \"gold\"], \"above\": 3 | /target/any/3",
        "\"gold\", \"true\"] | ] | /target/any/3/in",
        "\"attribute\": \"tier\" | \"attribute\": 7 | /target/any/3/attribute",
        "\"target_count\": 3 | \"target_count\": \"3\" | /actions/0/target_count",
        "{{goal.days_left}} | {{goal.weeks_left}} | /actions/0/message_html",
        "\"never\" | \"sometimes\" | /reentry",
        "\"auto\" | 7 | /signals",
        "\"priority\": 10 | \"priority\": 1.5 | /priority",
        "0.01 | 2 | /notify/min_delta",
        "0.01 | 1e-400 | /notify/min_delta",
        "0.01 | -1e-400 | /notify/min_delta",
        "0.01 | 1.0000000000000000000000000000001 | /notify/min_delta",
        "0.01 | 0.1234567890123456789012345678901234567890 | /notify/min_delta",
        "\"customer_created\" | \"customer_born\" | /entry/on",
        "[\"Freemium\", \"Trial\"] | [] | /entry/where/plan",
      })
  void pointsAtWhatIsWrong(String right, String wrong, String pointer) {
    Problems problems = new Problems();

    GoalReader.read(
        Json.read(FULL.replace(right, wrong).getBytes(StandardCharsets.UTF_8)), "g", 1, problems);

    assertThat(problems.errors()).extracting(FieldError::pointer).containsExactly(pointer);
  }

  @Test
  void namesAllProblemsAtOnce() {
    Problems problems = new Problems();

    GoalReader.read(
        Json.read("{\"priority\": \"x\"}".getBytes(StandardCharsets.UTF_8)), "g", 1, problems);

    assertThat(problems.errors())
        .extracting(FieldError::pointer)
        .isEqualTo(List.of("/window", "/target", "/priority"));
  }

  private static Goal read(String json) {
    Problems problems = new Problems();
    Goal goal =
        GoalReader.read(
            Json.read(json.getBytes(StandardCharsets.UTF_8)), "Conversion", 4, problems);
    assertThat(problems.errors()).isEmpty();
    return goal;
  }
}
