package com.traitly.contracts.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.webhook.EncryptedDestination;
import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.webhook.EndpointJson;
import com.traitly.contracts.wire.webhook.EndpointReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number that is accepted in a goal is read back from what we wrote as it was sent. */
class GoalNumbersPropertyTest {
  private static final String WHOLE =
      """
      {"entry": {%s}, "window": {"days": 30}, "target": {"any": [%s]}, "actions": [],
       "notify": {"min_delta": %s}}\
      """;
  private static final String ENTRY = "\"on\": \"customer_created\"";
  private static final String TARGET = "{\"event\": \"S\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "target | {\"attribute\": \"a\", \"above\": #} | /target/any/0/above",
        "target | {\"monthly_payment_amount\": {\"above\": #}} | "
            + "/target/any/0/monthly_payment_amount/above",
        "target | {\"attribute\": \"a\", \"in\": [\"x\", #]} | /target/any/0/in/1",
        "target | {\"attribute\": \"a\", \"in\": #} | /target/any/0/in/0",
        "entry | \"where\": {\"a\": [#, \"x\"]} | /entry/where/a/0",
        "entry | \"on\": {\"customer\": {\"a\": [#]}} | /entry/on/customer/a/0"
      })
  void whatIsAcceptedIsReadBackAsItWasSent(String part, String json, String pointer) {
    int accepted = 0;
    for (String number : EdgeNumbers.drawn(new SplittableRandom(20_261_129), 4_000)) {
      String with = json.replace("#", number);
      boolean entry = part.equals("entry");
      Goal goal = read(WHOLE.formatted(entry ? with : ENTRY, entry ? TARGET : with, "0.01"));
      if (goal != null) {
        accepted++;
        JsonNode written = written(goal);
        assertThat(written.at(pointer).asText()).isEqualTo(number);
        assertThat(GoalReader.readStored(written)).as(number).isEqualTo(goal);
        assertThat(written(GoalReader.readStored(written))).as(number).isEqualTo(written);
      }
    }
    assertThat(accepted).isBetween(1_000, 3_500);
  }

  @Test
  void aDeltaThatIsAcceptedIsKeptExactly() {
    int accepted = 0;
    for (String number : EdgeNumbers.drawn(new SplittableRandom(20_261_130), 8_000)) {
      Goal goal = read(WHOLE.formatted(ENTRY, TARGET, number));
      if (goal != null) {
        accepted++;
        JsonNode written = written(goal);
        assertThat(written.at("/notify/min_delta").decimalValue())
            .isEqualByComparingTo(new BigDecimal(number));
        assertThat(GoalReader.readStored(written)).as(number).isEqualTo(goal);
      }
    }
    assertThat(accepted).isBetween(100, 7_000);
  }

  @Test
  void theNumbersOfAnEndpointAreKeptExactly() {
    int accepted = 0;
    for (String number : EdgeNumbers.drawn(new SplittableRandom(20_261_132), 8_000)) {
      Endpoint endpoint = endpoint(number);
      if (endpoint != null) {
        accepted++;
        JsonNode written = Json.read(Json.bytes(EndpointJson.record(endpoint)));
        assertThat(EndpointJson.readStored(written)).as(number).isEqualTo(endpoint);
        for (String at : List.of("/min_delta", "/filter/likelihood/above")) {
          assertThat(written.at(at).decimalValue()).isEqualByComparingTo(new BigDecimal(number));
        }
      }
    }
    assertThat(accepted).isBetween(100, 7_000);
  }

  private static @Nullable Endpoint endpoint(String number) {
    JsonNode json =
        value(
            "{\"url\":\"https://a.example\",\"min_delta\":#,\"filter\":{\"likelihood\":{\"above\":#}}}"
                .replace("#", number));
    if (json == null) {
      return null;
    }
    Problems problems = new Problems();
    EndpointReader reader = new EndpointReader(json, false, problems);
    EncryptedDestination sealed =
        reader.destination().sealed(text -> new EncryptedText("k", "dA=="));
    Endpoint endpoint = reader.read("wh", sealed, List.of(), 1);
    return problems.isEmpty() ? endpoint : null;
  }

  @Test
  void anAmountOfACustomerIsReadBackAsItWasSent() {
    for (String number : EdgeNumbers.drawn(new SplittableRandom(20_261_131), 4_000)) {
      JsonNode sent = value(number);
      if (sent != null && ScalarJson.isAmount(sent)) {
        CustomerFact fact =
            new CustomerFact.Upsert("c", 1, null, 1L, Map.of(Fields.MONTHLY_PAYMENT_AMOUNT, sent));
        byte[] written = Json.bytes(CustomerJson.fact(fact));

        assertThat(CustomerJson.readFact(Json.read(written))).as(number).isEqualTo(fact);
        assertThat(new String(written, UTF_8)).contains(":" + number + "}");
      }
    }
  }

  private static @Nullable JsonNode value(String json) {
    try {
      return Json.parse(json.getBytes(UTF_8));
    } catch (ApiException refused) {
      return null;
    }
  }

  private static JsonNode written(Goal goal) {
    return Json.read(Json.bytes(GoalJson.write(goal)));
  }

  /** The goal; null when it is refused. */
  private static @Nullable Goal read(String json) {
    Problems problems = new Problems();
    try {
      Goal goal = GoalReader.read(Json.parse(json.getBytes(UTF_8)), "g", 1, problems);
      return problems.isEmpty() ? goal : null;
    } catch (ApiException refused) {
      assertThat(List.of(400, 413)).contains(refused.code().status());
      return null;
    }
  }
}
