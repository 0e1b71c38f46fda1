package com.traitly.contracts.wire;

import static com.traitly.contracts.wire.Fields.CREATED_AT;
import static com.traitly.contracts.wire.Fields.CUSTOM_ATTRIBUTES;
import static com.traitly.contracts.wire.Fields.EMAIL;
import static com.traitly.contracts.wire.Fields.LOCATION;
import static com.traitly.contracts.wire.Fields.MONTHLY_PAYMENT_AMOUNT;
import static com.traitly.contracts.wire.Fields.NAME;
import static com.traitly.contracts.wire.Fields.ORGANISATION_ID;
import static com.traitly.contracts.wire.Fields.PHONE_NUMBER;
import static com.traitly.contracts.wire.Fields.PLAN;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges facts into a profile, field by field, in the order they are given. Pure. */
public final class ProfileMerge {
  private ProfileMerge() {}

  /**
   * The profile after one more upsert: an omitted field keeps its value, a null clears it, custom
   * attributes merge per key, {@code created_at} is set once.
   *
   * @param before the profile so far, null for a new customer
   */
  public static CustomerProfile apply(
      @Nullable CustomerProfile before, CustomerFact.Upsert upsert) {
    Map<String, JsonNode> fields = upsert.fields();
    JsonNode createdAt = fields.get(CREATED_AT);
    boolean settled = before != null && before.createdAtGiven();
    long instant = before == null ? upsert.receivedAt() : before.createdAt();
    boolean carries = false;
    if (createdAt != null && createdAt.isNumber()) {
      carries = true;
      instant = settled ? instant : createdAt.longValue();
    }
    return new CustomerProfile(
        upsert.customerId(),
        instant,
        settled || carries,
        text(fields, NAME, before == null ? null : before.name()),
        text(fields, EMAIL, before == null ? null : before.email()),
        text(fields, PLAN, before == null ? null : before.plan()),
        amount(fields.get(MONTHLY_PAYMENT_AMOUNT), before == null ? null : before.monthlyPayment()),
        text(fields, LOCATION, before == null ? null : before.location()),
        text(fields, PHONE_NUMBER, before == null ? null : before.phoneNumber()),
        organisation(fields.get(ORGANISATION_ID), before == null ? null : before.organisationId()),
        attributes(
            fields.get(CUSTOM_ATTRIBUTES), before == null ? Map.of() : before.customAttributes()));
  }

  private static @Nullable String text(
      Map<String, JsonNode> fields, String field, @Nullable String before) {
    JsonNode sent = fields.get(field);
    return sent == null ? before : sent.isNull() ? null : sent.asText();
  }

  private static @Nullable BigDecimal amount(@Nullable JsonNode sent, @Nullable BigDecimal before) {
    return sent == null ? before : sent.isNull() ? null : sent.decimalValue();
  }

  private static @Nullable JsonNode organisation(
      @Nullable JsonNode sent, @Nullable JsonNode before) {
    return sent == null ? before : sent.isNull() ? null : sent;
  }

  private static Map<String, JsonNode> attributes(
      @Nullable JsonNode sent, Map<String, JsonNode> before) {
    if (sent == null) {
      return before;
    }
    if (sent.isNull()) {
      return Map.of();
    }
    Map<String, JsonNode> merged = new LinkedHashMap<>(before);
    sent.properties()
        .forEach(entry -> {
          if (entry.getValue().isNull()) {
            merged.remove(entry.getKey());
          } else {
            merged.put(entry.getKey(), entry.getValue());
          }
        });
    return Collections.unmodifiableMap(merged);
  }
}
