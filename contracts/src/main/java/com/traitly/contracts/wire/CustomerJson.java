package com.traitly.contracts.wire;

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
          Fields.CUSTOMER_ID,
          Fields.NAME,
          Fields.CREATED_AT,
          Fields.MONTHLY_PAYMENT_AMOUNT,
          Fields.LOCATION,
          Fields.EMAIL,
          Fields.PHONE_NUMBER,
          Fields.ORGANISATION_ID,
          Fields.PLAN,
          Fields.UPDATED_AT,
          Fields.CUSTOM_ATTRIBUTES);

  private static final String CREATED_AT_GIVEN = "created_at_given";
  private static final String TYPE = "type";
  private static final String UPSERT = "upsert";
  private static final String LINK = "link";
  private static final String ERASURE = "erasure";
  private static final String FIELDS = "fields";

  private CustomerJson() {}

  /** The record value on the {@code customers} topic. */
  public static ObjectNode fact(CustomerFact fact) {
    ObjectNode json = Json.object().put(Fields.CUSTOMER_ID, fact.customerId());
    json.set(Fields.RECEIVED_AT, Times.node(fact.receivedAt()));
    switch (fact) {
      case CustomerFact.Upsert upsert -> {
        putInstant(json, Fields.UPDATED_AT, upsert.updatedAt());
        putInstant(json, Fields.CREATED_AT, upsert.createdAt());
        json.put(TYPE, UPSERT).putObject(FIELDS).setAll(upsert.fields());
      }
      case CustomerFact.Link link ->
          json.put(TYPE, LINK).put(Fields.ANONYMOUS_ID, link.anonymousId());
      case CustomerFact.Erasure erasure -> json.put(TYPE, ERASURE);
    }
    return json;
  }

  /** Reads {@link #fact}. */
  public static CustomerFact readFact(JsonNode json) {
    String customerId = StoredFields.text(json, Fields.CUSTOMER_ID);
    long receivedAt = Times.millis(StoredFields.number(json, Fields.RECEIVED_AT));
    String type = StoredFields.text(json, TYPE);
    return switch (type) {
      case UPSERT ->
          new CustomerFact.Upsert(
              customerId,
              receivedAt,
              instant(json, Fields.UPDATED_AT),
              instant(json, Fields.CREATED_AT),
              Json.fields(json.required(FIELDS)));
      case LINK ->
          new CustomerFact.Link(
              customerId, receivedAt, StoredFields.text(json, Fields.ANONYMOUS_ID));
      case ERASURE -> new CustomerFact.Erasure(customerId, receivedAt);
      default -> throw new IllegalArgumentException("unknown customer fact: " + type);
    };
  }

  /** The record value on the {@code customer-profiles} topic. */
  public static ObjectNode profile(CustomerProfile profile) {
    ObjectNode json = Json.object().put(Fields.ACCOUNT, profile.account());
    json.setAll(item(profile));
    json.put(Fields.CREATED_AT, Times.seconds(profile.createdAt()));
    return json.put(CREATED_AT_GIVEN, profile.createdAtGiven());
  }

  /** Reads {@link #profile}. */
  public static CustomerProfile readProfile(JsonNode json) {
    return new CustomerProfile(
        StoredFields.text(json, Fields.ACCOUNT),
        StoredFields.text(json, Fields.CUSTOMER_ID),
        Times.millis(StoredFields.number(json, Fields.CREATED_AT)),
        json.path(CREATED_AT_GIVEN).asBoolean(),
        text(json, Fields.NAME),
        text(json, Fields.EMAIL),
        text(json, Fields.PLAN),
        value(json, Fields.MONTHLY_PAYMENT_AMOUNT),
        text(json, Fields.LOCATION),
        text(json, Fields.PHONE_NUMBER),
        value(json, Fields.ORGANISATION_ID),
        Json.fields(json.path(Fields.CUSTOM_ATTRIBUTES)));
  }

  /** The item of an answer: exactly the reference's ten keys, with null for absent values. */
  public static ObjectNode item(CustomerProfile profile) {
    ObjectNode json =
        Json.object()
            .put(Fields.CUSTOMER_ID, profile.customerId())
            .put(Fields.NAME, profile.name())
            .put(Fields.CREATED_AT, Long.toString(Times.seconds(profile.createdAt())));
    json.set(Fields.MONTHLY_PAYMENT_AMOUNT, profile.monthlyPayment());
    json.put(Fields.LOCATION, profile.location())
        .put(Fields.EMAIL, profile.email())
        .put(Fields.PHONE_NUMBER, profile.phoneNumber());
    json.set(Fields.ORGANISATION_ID, profile.organisationId());
    json.put(Fields.PLAN, profile.plan());
    json.putObject(Fields.CUSTOM_ATTRIBUTES).setAll(profile.customAttributes());
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
