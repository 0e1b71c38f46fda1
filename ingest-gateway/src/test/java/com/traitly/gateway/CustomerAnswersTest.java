package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.json;
import static com.traitly.gateway.GatewayFixture.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.gateway.intake.Representations;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answer to a write shows what was sent or the merged profile, and makes nothing up. */
class CustomerAnswersTest {
  private static final String PATH = "/api/v1/customer";
  private static final String ANN =
      "{\"customer_id\":\"1\",\"name\":\"Ann\",\"email\":\"a@c\",\"plan\":\"Trial\"%s}";

  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"plan\":\"Pro\"} | {\"plan\":\"Pro\"}",
        "{\"location\":null} | {\"location\":null}",
        "{} | {}",
        "{\"customer_id\":\"1\"} | {}",
        "{\"created_at\":1493933699} | {\"created_at\":\"1493933699\"}",
        "{\"monthly_payment_amount\":99.0} | {\"monthly_payment_amount\":99.0}",
        "{\"organisation_id\":7} | {\"organisation_id\":7}",
        "{\"role\":\"x\"} | {\"custom_attributes\":{\"role\":\"x\"}}",
        "{\"custom_attributes\":null} | {\"custom_attributes\":null}",
        "{\"custom_attributes\":{\"a\":null,\"b\":1}} | {\"custom_attributes\":{\"a\":null,\"b\":1}}",
        "{\"custom_attributes\":null,\"b\":1} | {\"custom_attributes\":{\"b\":1}}"
      })
  void aPatchAnswersWhatWasSentAndNothingElse(String sent, String shown) throws Exception {
    HttpResponse<String> answer = gateway.send("PATCH", PATH + "/1", sent);

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode item = json(answer).at("/data/0");
    assertThat(item.path("customer_id").asText()).isEqualTo("1");
    ObjectNode others = item.deepCopy();
    others.remove("customer_id");
    assertThat(others).isEqualTo(parse(shown));
    assertThat(json(answer).path("metadata")).isEmpty();
  }

  @Test
  void theFirstPostShowsTheTimeOfItsRequestAndALaterOneNothingThatItCannotSee() throws Exception {
    HttpResponse<String> first = gateway.post(PATH, ANN.formatted(""));
    HttpResponse<String> second = gateway.post(PATH, ANN.formatted(""));
    HttpResponse<String> given = gateway.post(PATH, ANN.formatted(",\"created_at\":1493933699"));

    assertThat(json(first).at("/data/0/created_at").asText()).isEqualTo("" + GatewayFixture.NOW);
    assertThat(json(first).path("metadata")).isEmpty();
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(json(second).at("/data/0/created_at").isNull()).isTrue();
    assertThat(json(second).at("/data/0")).hasSize(10);
    assertThat(json(second).at("/metadata/warnings/0/pointer").asText()).isEqualTo("/created_at");
    assertThat(json(second).at("/metadata/warnings/0/message").asText())
        .contains("the stored one stays");
    assertThat(json(given).at("/data/0/created_at").asText()).isEqualTo("1493933699");
    assertThat(json(given).at("/metadata/warnings/0/message").asText()).contains("is set once");
  }

  @Test
  void aBatchWarnsOfEachKindOnce() throws Exception {
    gateway.customers.known.add("acme|1");
    String one = ANN.formatted("");
    String given = ANN.formatted(",\"created_at\":1");

    HttpResponse<String> answer =
        gateway.post(
            PATH,
            "[%s,%s,%s,%s,%s]".formatted(one.replace("\"1\"", "\"2\""), one, given, one, given));

    assertThat(json(answer).path("data").findValuesAsText("created_at"))
        .containsExactly("" + GatewayFixture.NOW, "null", "1", "null", "1");
    assertThat(json(answer).at("/metadata/warnings").findValuesAsText("pointer"))
        .containsExactly("/1/created_at", "/2/created_at");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,''",
    "PATCH,/1",
  })
  void whoPrefersTheRepresentationGetsTheMergedProfile(String method, String path)
      throws Exception {
    gateway.customers.place = "test.customers-0@0";
    gateway.customers.merged = profile();

    HttpResponse<String> answer =
        gateway.send(
            method,
            PATH + path,
            ANN.formatted(""),
            "Prefer",
            "respond-async, Return=Representation");

    assertThat(answer.statusCode()).isEqualTo(method.equals("POST") ? 201 : 200);
    assertThat(answer.headers().firstValue("Preference-Applied")).contains("return=representation");
    assertThat(answer.headers().firstValue("Traitly-Position")).contains("test.customers-0@0");
    assertThat(json(answer).at("/data/0"))
        .isEqualTo(
            parse(
                """
                {"customer_id":"1","name":"Ann","created_at":"7","monthly_payment_amount":5,
                 "location":null,"email":"a@c","phone_number":"0123","organisation_id":null,
                 "plan":"Trial","custom_attributes":{}}
                """));
    assertThat(Objects.requireNonNull(gateway.customers.last).ended()).isDone();
  }

  @Test
  void whatIsNotThereInTimeIsAcceptedAndSaysSo() throws Exception {
    gateway.customers.place = "test.customers-0@77"; // the result of another write
    gateway.customers.merged = profile();

    HttpResponse<String> answer =
        gateway.send("PATCH", PATH + "/1", "{\"plan\":\"Pro\"}", "Prefer", "return=representation");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Preference-Applied")).isEmpty();
    assertThat(answer.headers().firstValue("Traitly-Position")).isPresent();
    assertThat(json(answer).at("/data/0"))
        .isEqualTo(parse("{\"customer_id\":\"1\",\"plan\":\"Pro\"}"));
    assertThat(json(answer).at("/metadata/warnings/0/message").asText())
        .startsWith("The change is stored")
        .contains("GET /customer/{id}");
    assertThat(Objects.requireNonNull(gateway.customers.last).ended()).isDone();
  }

  @Test
  void aBatchAndATrialAreAnsweredAtOnce() throws Exception {
    String two = "[" + ANN.formatted("") + "," + ANN.formatted("") + "]";
    HttpResponse<String> batch = gateway.post(PATH, two, "Prefer", "return=representation");
    HttpResponse<String> trial =
        gateway.post(PATH + "?validate=true", ANN.formatted(""), "Prefer", "return=representation");

    assertThat(batch.statusCode()).isEqualTo(201);
    assertThat(batch.headers().firstValue("Preference-Applied")).isEmpty();
    assertThat(trial.statusCode()).isEqualTo(200);
    assertThat(gateway.customers.last).isNull();
  }

  @Test
  void aBatchOfWhichOneIsStoredIsAnsweredItsVerdicts() throws Exception {
    String two = "[" + ANN.formatted("") + ",{\"customer_id\":\"2\"}]";
    HttpResponse<String> batch = gateway.post(PATH, two, "Prefer", "return=representation");

    assertThat(batch.statusCode()).isEqualTo(207);
    assertThat(json(batch).at("/data")).hasSize(2);
    assertThat(gateway.customers.last).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return=representation | true",
        "Return = \"Representation\" | true",
        "wait=5, return=representation; foo=bar | true",
        "handling=strict;return=representation | true",
        "return=minimal | false",
        "return=representations | false",
        "noreturn=representation | false",
        "'' | false"
      })
  void preferencesAreReadAsTheirStandardSays(String header, boolean preferred) {
    assertThat(Representations.isPreferred(header)).isEqualTo(preferred);
    assertThat(Representations.isPreferred(null)).isFalse();
  }

  private static CustomerProfile profile() {
    return new CustomerProfile(
        "acme",
        "1",
        7_000,
        true,
        "Ann",
        "a@c",
        "Trial",
        IntNode.valueOf(5),
        null,
        "0123",
        null,
        Map.of());
  }
}
