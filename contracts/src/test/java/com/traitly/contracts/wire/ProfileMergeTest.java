package com.traitly.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileMergeTest {
  @Test
  void omittedFieldsKeepTheirValueAndNullClears() {
    CustomerProfile first =
        merge(null, 100, "{'name':'Ann','plan':'Trial','location':'Oslo','phone_number':'1'}");

    CustomerProfile second = merge(first, 200, "{'plan':'Pro','location':null}");

    assertThat(second.name()).isEqualTo("Ann");
    assertThat(second.plan()).isEqualTo("Pro");
    assertThat(second.location()).isNull();
    assertThat(second.phoneNumber()).isEqualTo("1");
  }

  @Test
  void customAttributesMergeKeyByKey() {
    CustomerProfile first = merge(null, 1, "{'custom_attributes':{'a':1,'b':2}}");

    CustomerProfile second = merge(first, 2, "{'custom_attributes':{'b':null,'c':3}}");

    assertThat(second.customAttributes().keySet()).containsExactly("a", "c");
  }

  @Test
  void creationIsTheFirstOneCarriedElseTheFirstReceiveTime() {
    CustomerProfile tentative = merge(null, 100, "{'name':'Ann'}");
    assertThat(tentative.createdAt()).isEqualTo(100);

    CustomerProfile settled = merge(tentative, 200, "{'created_at':50}");
    assertThat(settled.createdAt()).isEqualTo(50);

    assertThat(merge(settled, 300, "{'created_at':70}").createdAt()).isEqualTo(50);
  }

  @Test
  void numbersKeepTheirDigits() {
    CustomerProfile whole = merge(null, 1, "{'monthly_payment_amount':99}");
    CustomerProfile fraction = merge(null, 1, "{'monthly_payment_amount':99.50}");

    assertThat(CustomerJson.item(whole).get("monthly_payment_amount").toString()).isEqualTo("99");
    assertThat(CustomerJson.item(fraction).get("monthly_payment_amount").toString())
        .isEqualTo("99.50");
  }

  @Test
  void profilesSurviveTheirTopic() {
    CustomerProfile profile =
        merge(
            null,
            7_000,
            "{'name':'Ann','email':'a@b.c','plan':'Pro','monthly_payment_amount':9.90,"
                + "'organisation_id':12,'custom_attributes':{'role':'x','deep':{'y':[1]}}}");

    byte[] bytes = Json.bytes(CustomerJson.profile(profile));

    assertThat(CustomerJson.readProfile(Json.read(bytes))).isEqualTo(profile);
  }

  @Test
  void theItemHasExactlyTheReferencesTenKeys() {
    Iterable<String> keys = () -> CustomerJson.item(merge(null, 1, "{}")).fieldNames();

    assertThat(keys)
        .containsExactlyInAnyOrder(
            "customer_id",
            "name",
            "created_at",
            "monthly_payment_amount",
            "location",
            "email",
            "phone_number",
            "organisation_id",
            "plan",
            "custom_attributes");
  }

  private static CustomerProfile merge(
      @Nullable CustomerProfile before, long receivedAt, String fields) {
    Map<String, JsonNode> sent = new LinkedHashMap<>();
    Json.read(fields.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .properties()
        .forEach(entry -> sent.put(entry.getKey(), entry.getValue()));
    JsonNode createdAt = sent.remove("created_at");
    return ProfileMerge.apply(
        "acme",
        before,
        new CustomerFact.Upsert(
            "c", receivedAt, null, createdAt == null ? null : (Long) createdAt.longValue(), sent));
  }
}
