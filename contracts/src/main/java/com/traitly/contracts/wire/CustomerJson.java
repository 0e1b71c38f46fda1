package com.traitly.contracts.wire;

import static com.traitly.contracts.wire.Fields.CREATED_AT;
import static com.traitly.contracts.wire.Fields.CUSTOMER_ID;
import static com.traitly.contracts.wire.Fields.CUSTOM_ATTRIBUTES;
import static com.traitly.contracts.wire.Fields.EMAIL;
import static com.traitly.contracts.wire.Fields.LOCATION;
import static com.traitly.contracts.wire.Fields.MONTHLY_PAYMENT_AMOUNT;
import static com.traitly.contracts.wire.Fields.NAME;
import static com.traitly.contracts.wire.Fields.ORGANISATION_ID;
import static com.traitly.contracts.wire.Fields.PHONE_NUMBER;
import static com.traitly.contracts.wire.Fields.PLAN;
import static com.traitly.contracts.wire.Fields.RECEIVED_AT;
import static com.traitly.contracts.wire.Fields.UPDATED_AT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.StoredFields;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Customers as JSON: facts and profiles on their topics, and the item of an answer. */
public final class CustomerJson {
  /**
   * The keys with a meaning of their own in a caller's customer; any other is a custom attribute.
   */
  public static final Set<String> KEYS =
      Set.of(
          CUSTOMER_ID,
          NAME,
          CREATED_AT,
          MONTHLY_PAYMENT_AMOUNT,
          LOCATION,
          EMAIL,
          PHONE_NUMBER,
          ORGANISATION_ID,
          PLAN,
          UPDATED_AT,
          CUSTOM_ATTRIBUTES);

  private static final String CREATED_AT_GIVEN = "created_at_given";
  private static final String TYPE = "type";
  private static final String UPSERT = "upsert";
  private static final String ERASURE = "erasure";
  private static final String FIELDS = "fields";

  private CustomerJson() {}

  /** The record value on the {@code customers} topic. */
  public static ObjectNode fact(CustomerFact fact) {
    ObjectNode json = Json.object().put(CUSTOMER_ID, fact.customerId());
    json.set(RECEIVED_AT, Times.node(fact.receivedAt()));
    switch (fact) {
      case CustomerFact.Upsert upsert -> {
        putInstant(json, UPDATED_AT, upsert.updatedAt());
        putInstant(json, CREATED_AT, upsert.createdAt());
        json.put(TYPE, UPSERT).putObject(FIELDS).setAll(upsert.fields());
      }
      case CustomerFact.Erasure erasure -> json.put(TYPE, ERASURE);
    }
    return json;
  }

  /** Reads {@link #fact}. */
  public static CustomerFact readFact(JsonNode json) {
    String customerId = StoredFields.text(json, CUSTOMER_ID);
    long receivedAt = Times.millis(StoredFields.number(json, RECEIVED_AT));
    String type = StoredFields.text(json, TYPE);
    return switch (type) {
      case UPSERT ->
          new CustomerFact.Upsert(
              customerId,
              receivedAt,
              instant(json, UPDATED_AT),
              instant(json, CREATED_AT),
              Json.fields(json.required(FIELDS)));
      case ERASURE -> new CustomerFact.Erasure(customerId, receivedAt);
      default -> throw new IllegalArgumentException("unknown customer fact: " + type);
    };
  }

  /** The record value on the {@code customer-profiles} topic. */
  public static ObjectNode profile(CustomerProfile profile) {
    ObjectNode json = item(profile);
    json.put(CREATED_AT, Times.seconds(profile.createdAt()));
    return json.put(CREATED_AT_GIVEN, profile.createdAtGiven());
  }

  /** Reads {@link #profile}. */
  public static CustomerProfile readProfile(JsonNode json) {
    return new CustomerProfile(
        StoredFields.text(json, CUSTOMER_ID),
        Times.millis(StoredFields.number(json, CREATED_AT)),
        json.path(CREATED_AT_GIVEN).asBoolean(),
        text(json, NAME),
        text(json, EMAIL),
        text(json, PLAN),
        value(json, MONTHLY_PAYMENT_AMOUNT),
        text(json, LOCATION),
        text(json, PHONE_NUMBER),
        value(json, ORGANISATION_ID),
        Json.fields(json.path(CUSTOM_ATTRIBUTES)));
  }

  /** The item of an answer: exactly the reference's ten keys, with null for absent values. */
  public static ObjectNode item(CustomerProfile profile) {
    ObjectNode json =
        Json.object()
            .put(CUSTOMER_ID, profile.customerId())
            .put(NAME, profile.name())
            .put(CREATED_AT, Long.toString(Times.seconds(profile.createdAt())));
    json.set(MONTHLY_PAYMENT_AMOUNT, profile.monthlyPayment());
    json.put(LOCATION, profile.location())
        .put(EMAIL, profile.email())
        .put(PHONE_NUMBER, profile.phoneNumber());
    json.set(ORGANISATION_ID, profile.organisationId());
    json.put(PLAN, profile.plan());
    json.putObject(CUSTOM_ATTRIBUTES).setAll(profile.customAttributes());
    return json;
  }

  private static void putInstant(ObjectNode json, String field, @Nullable Long millis) {
    if (millis != null) {
      json.set(field, Times.node(millis));
    }
  }

  private static @Nullable Long instant(JsonNode json, String field) {
    return json.has(field) ? (Long) Times.millis(StoredFields.number(json, field)) : null;
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isTextual() ? value.textValue() : null;
  }

  private static @Nullable JsonNode value(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isNull() || value.isMissingNode() ? null : value;
  }
}
