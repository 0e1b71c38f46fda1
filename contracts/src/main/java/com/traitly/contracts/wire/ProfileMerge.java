package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges facts into a profile, field by field; a later fact replaces what an earlier one said.
 * Pure.
 */
public final class ProfileMerge {
  private ProfileMerge() {}

  /**
   * The profile after one more upsert: an omitted field keeps its value, a null clears it, custom
   * attributes merge per key and a null removes one, {@code created_at} is set once.
   *
   * @param account the customer's account
   * @param before the profile so far, null for a new customer
   */
  public static CustomerProfile apply(
      String account, @Nullable CustomerProfile before, CustomerFact.Upsert upsert) {
    CustomerProfile base = before == null ? blank(account, upsert) : before;
    Map<String, JsonNode> fields = upsert.fields();
    Long createdAt = base.createdAtGiven() ? null : upsert.createdAt();
    return new CustomerProfile(
        account,
        upsert.customerId(),
        createdAt == null ? base.createdAt() : createdAt,
        base.createdAtGiven() || createdAt != null,
        text(fields, Fields.NAME, base.name()),
        text(fields, Fields.EMAIL, base.email()),
        text(fields, Fields.PLAN, base.plan()),
        value(fields.get(Fields.MONTHLY_PAYMENT_AMOUNT), base.monthlyPayment()),
        text(fields, Fields.LOCATION, base.location()),
        text(fields, Fields.PHONE_NUMBER, base.phoneNumber()),
        value(fields.get(Fields.ORGANISATION_ID), base.organisationId()),
        attributes(fields, base.customAttributes()));
  }

  private static CustomerProfile blank(String account, CustomerFact.Upsert first) {
    return new CustomerProfile(
        account,
        first.customerId(),
        first.receivedAt(),
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of());
  }

  private static @Nullable String text(
      Map<String, JsonNode> fields, String field, @Nullable String before) {
    JsonNode sent = fields.get(field);
    return sent == null ? before : sent.isNull() ? null : sent.asText();
  }

  private static @Nullable JsonNode value(@Nullable JsonNode sent, @Nullable JsonNode before) {
    return sent == null ? before : sent.isNull() ? null : sent;
  }

  private static Map<String, JsonNode> attributes(
      Map<String, JsonNode> fields, Map<String, JsonNode> before) {
    Map<String, JsonNode> merged = new LinkedHashMap<>(before);
    JsonNode sent = fields.getOrDefault(Fields.CUSTOM_ATTRIBUTES, MissingNode.getInstance());
    if (sent.isNull()) {
      merged.clear();
    }
    sent.properties().forEach(entry -> put(merged, entry.getKey(), entry.getValue()));
    fields.forEach((name, value) -> {
      if (!CustomerJson.KEYS.contains(name)) {
        put(merged, name, value);
      }
    });
    return Collections.unmodifiableMap(merged);
  }

  private static void put(Map<String, JsonNode> attributes, String name, JsonNode value) {
    if (value.isNull()) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }
}
