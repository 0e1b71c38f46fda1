package com.traitly.contracts.intent;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeantFieldTest {
  @ParameterizedTest
  @CsvSource({
    "customer_id, customerId",
    "customer_id, customer-id",
    "customer_id, Customer ID",
    "customer_id, CUSTOMERID",
    "customer_id, custmer_id",
    "customer_id, userId",
    "customer_id, user_id",
    "customer_id, id",
    "name, Name",
    "name, event",
    "name, event_name",
    "email, e-mail",
    "email, emailAddress",
    "plan, planName",
    "url, endpoint",
    "window, windows",
    "scopes, scope"
  })
  void findsTheFieldThatWasMeant(String missing, String sent) {
    assertThat(MeantField.amongSent(List.of("colour", sent), missing)).contains(sent);
  }

  @ParameterizedTest
  @CsvSource({"customer_id, event_id", "name, plan", "email, phone", "plan, place", "url, name"})
  void doesNotTakeOneFieldForAnother(String missing, String sent) {
    assertThat(MeantField.amongSent(List.of(sent), missing)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"userId\":1}|customer_id is required: did you mean customer_id by 'userId'?",
        "{\"colour\":1}|customer_id is required",
        "{\"customer_id\":null}|customer_id is required"
      })
  void theRefusalAsks(String body, String message) {
    Problems problems = new Problems();
    new ObjectReader(Json.parse(body.getBytes(StandardCharsets.UTF_8)), "", problems)
        .required("customer_id", 200);

    assertThat(problems.errors()).singleElement().extracting("message").isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'', The body",
    "/name, name",
    "/actions/1, The item /actions/1",
    "/actions/1/event_name, event_name of /actions/1",
    "/target/any/0/monthly_payment_amount/above, above of /target/any/0",
    "/batch/3, The item /batch/3"
  })
  void amongItemsTheItemIsNamed(String pointer, String name) {
    assertThat(Problems.named(pointer)).isEqualTo(name);
  }
}
