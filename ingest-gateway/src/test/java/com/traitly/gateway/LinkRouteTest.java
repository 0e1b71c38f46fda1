package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.NOW;
import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.GatewayFixture.json;
import static com.traitly.gateway.GatewayFixture.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.CustomerFact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinkRouteTest {
  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void isStoredUnderTheCustomerAndAnsweredWithAReceipt() throws Exception {
    var response =
        gateway.post(
            "/api/v1/customer/u%2F1/link",
            "{\"anonymous_id\": \"a-1\"}", "Authorization", "Token customers:write@acme");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(json(response))
        .isEqualTo(
            parse(
                """
                {"customer_id": "u/1", "anonymous_id": "a-1", "link": "accepted",
                 "created": "1500019594"}
                """));
    assertThat(response.headers().firstValue("Traitly-Position"))
        .hasValueSatisfying(at -> assertThat(at).startsWith("test.customers-"));
    assertThat(gateway.keys()).containsExactly("acme|u/1");
    assertThat(gateway.sent(TOPICS.customers()))
        .containsExactly(new CustomerFact.Link("u/1", 1_000 * NOW, "a-1"));
  }

  @Test
  void takesAnIdThatIsAWholeNumber() throws Exception {
    assertThat(gateway.post("/api/customer/7/link", "{\"anonymous_id\": 1e2}").statusCode())
        .isEqualTo(202);
    assertThat(gateway.sent(TOPICS.customers()))
        .containsExactly(new CustomerFact.Link("7", 1_000 * NOW, "100"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{};missing_field;/anonymous_id",
        "{\"anonymous_id\":null};missing_field;/anonymous_id",
        "{\"anonymous_id\":\"\"};invalid_field;/anonymous_id",
        "{\"anonymous_id\":1.5};invalid_field;/anonymous_id",
        "{\"anonymous_id\":[\"a\"]};invalid_field;/anonymous_id",
        "{\"anonymous_id\":\"u\"};invalid_field;/anonymous_id",
        "{\"anonymous_id\":\"a\",\"customer_id\":\"u\"};invalid_field;/customer_id",
        "[];invalid_field;``"
      })
  void refusesWhatIsNoLink(String body, String code, String pointer) throws Exception {
    var response = gateway.post("/api/customer/u/link", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").asText()).isEqualTo(code);
    assertThat(json(response).path("errors").findValuesAsText("pointer")).contains(pointer);
    assertThat(gateway.keys()).isEmpty();
  }

  @Test
  void needsTheScopeOfCustomers() throws Exception {
    var response =
        gateway.post(
            "/api/customer/u/link",
            "{\"anonymous_id\": \"a\"}",
            "Authorization",
            "Token events:write@acme");

    assertThat(response.statusCode()).isEqualTo(403);
  }
}
