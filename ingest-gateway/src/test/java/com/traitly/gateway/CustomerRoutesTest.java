package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.NOW;
import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.GatewayFixture.json;
import static com.traitly.gateway.GatewayFixture.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.ProfileMerge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CustomerRoutesTest {
  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void answersTheReferencesTenKeys() throws Exception {
    var response =
        gateway.post(
            "/api/v1/customer",
            """
            {"customer_id": 123, "name": "John Smith", "monthly_payment_amount": 199,
             "location": "San Francisco", "plan": "Starter", "email": "john.smith@example.com",
             "role": "manager", "custom_attributes": {"account_type": "admin"},
             "created_at": "2017-05-04T21:34:59Z"}
            """);

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(json(response).at("/data/0"))
        .isEqualTo(
            parse(
                """
                {"customer_id": "123", "name": "John Smith", "created_at": "1493933699",
                 "monthly_payment_amount": 199, "location": "San Francisco",
                 "email": "john.smith@example.com", "phone_number": null,
                 "organisation_id": null, "plan": "Starter",
                 "custom_attributes": {"role": "manager", "account_type": "admin"}}
                """));
    assertThat(json(response).path("object").textValue()).isEqualTo("customer");
    assertThat(gateway.keys()).containsExactly("acme|123");
    var upsert = (CustomerFact.Upsert) gateway.sent(TOPICS.customers()).getFirst();
    assertThat(upsert.createdAt()).isEqualTo(1_493_933_699_000L);
    assertThat(upsert.updatedAt()).isNull();
    assertThat(upsert.receivedAt()).isEqualTo(1_000 * NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{};/customer_id,/name,/email,/plan",
        "{\"customer_id\":1,\"name\":\"a\",\"email\":\"a b@c\",\"plan\":\"p\"};/email",
        "{\"customer_id\":1,\"name\":\"a\",\"email\":\"a@@c\",\"plan\":null};/plan,/email",
        "{\"customer_id\":1,\"name\":\"a\",\"email\":\"a@c\",\"plan\":\"p\","
            + "\"monthly_payment_amount\":\"99\",\"location\":1,\"phone_number\":[],"
            + "\"organisation_id\":true,\"custom_attributes\":[],\"created_at\":\"x\"};"
            + "/created_at,/monthly_payment_amount,/location,/phone_number,/organisation_id,"
            + "/custom_attributes",
        "{\"customer_id\":1,\"name\":\"a\",\"email\":\"a@c\",\"plan\":\"p\","
            + "\"monthly_payment_amount\":1e99};/monthly_payment_amount"
      })
  void pointsAtEverythingThatIsWrong(String body, String pointers) throws Exception {
    var response = gateway.post("/api/customer", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("errors").findValuesAsText("pointer"))
        .containsExactly(pointers.split(","));
  }

  @Test
  void aBatchHasAVerdictPerCustomer() throws Exception {
    var response =
        gateway.post(
            "/api/customer",
            """
            {"customer_id":"1","name":"a","email":"a@c","plan":"p"}
            {"customer_id":"2","name":"a","email":"a@c"}
            """);

    assertThat(response.statusCode()).isEqualTo(207);
    assertThat(json(response).at("/data/0/plan").textValue()).isEqualTo("p");
    assertThat(json(response).at("/data/1/error/message").textValue())
        .isEqualTo("plan is required");
  }

  @Test
  void patchStoresOnlyWhatIsSent() throws Exception {
    var response =
        gateway.send("PATCH", "/api/customer/a%20b", "{\"plan\":\"Pro\",\"location\":null}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(CustomerJson.fact(gateway.sent(TOPICS.customers()).getFirst()).path("fields"))
        .isEqualTo(parse("{\"plan\":\"Pro\",\"location\":null}"));
    assertThat(gateway.keys()).containsExactly("acme|a b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"{\"customer_id\":\"2\"};/customer_id", "{\"name\":null};/name", "[];''"})
  void patchRefusesWhatCannotBe(String body, String pointer) throws Exception {
    var response = gateway.send("PATCH", "/api/customer/1", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).at("/errors/0/pointer").textValue()).isEqualTo(pointer);
  }

  @Test
  void nullClearsTheAttributesAndOtherKeysOfTheSameBodyStay() throws Exception {
    var before =
        gateway.send("PATCH", "/api/customer/1", "{\"custom_attributes\":{\"a\":1,\"b\":2}}");
    var response =
        gateway.send("PATCH", "/api/customer/1", "{\"custom_attributes\":null,\"role\":\"x\"}");

    assertThat(before.statusCode()).isEqualTo(200);
    assertThat(response.statusCode()).isEqualTo(200);
    var facts = gateway.sent(TOPICS.customers());
    CustomerProfile first =
        ProfileMerge.apply("acme", null, (CustomerFact.Upsert) facts.getFirst());
    CustomerProfile merged =
        ProfileMerge.apply("acme", first, (CustomerFact.Upsert) facts.getLast());
    assertThat(CustomerJson.item(merged).path("custom_attributes"))
        .isEqualTo(parse("{\"role\":\"x\"}"));
  }

  @Test
  void erasureIsAcceptedWithAReceipt() throws Exception {
    var response = gateway.send("DELETE", "/api/v1/customer/123", "");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(json(response))
        .isEqualTo(
            parse(
                ("{\"customer_id\":\"123\",\"erasure\":\"accepted\",\"created\":\"%d\","
                        + "\"clears\":[\"profile\",\"events\",\"timeline\",\"goals\","
                        + "\"due_entries\",\"read_models\",\"deliveries\"]}")
                    .formatted(NOW)));
    assertThat(response.headers().firstValue("Traitly-Position")).isPresent();
    assertThat(gateway.sent(TOPICS.customers()).getFirst())
        .isEqualTo(new CustomerFact.Erasure("123", 1_000 * NOW));
  }
}
