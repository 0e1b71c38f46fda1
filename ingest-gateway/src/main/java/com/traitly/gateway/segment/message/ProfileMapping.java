package com.traitly.gateway.segment.message;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.wire.Fields;
import com.traitly.gateway.intake.CustomerReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes facts about customers of {@code identify} and {@code group}. A trait that has a field of
 * its own here becomes that field, every other one a custom attribute of the same name. A trait
 * that its field cannot hold is rejected, and the other traits are taken. Pure.
 */
final class ProfileMapping {
  private static final String TRAITS = "traits";
  private static final String GROUP_ID = "groupId";
  private static final String OF_GROUP = "organisation_";

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          entry(Fields.NAME, Fields.NAME),
          entry(Fields.EMAIL, Fields.EMAIL),
          entry(Fields.PLAN, Fields.PLAN),
          entry("phone", Fields.PHONE_NUMBER),
          entry(Fields.PHONE_NUMBER, Fields.PHONE_NUMBER),
          entry("createdAt", Fields.CREATED_AT),
          entry(Fields.CREATED_AT, Fields.CREATED_AT),
          entry(Fields.LOCATION, Fields.LOCATION),
          entry(Fields.MONTHLY_PAYMENT_AMOUNT, Fields.MONTHLY_PAYMENT_AMOUNT),
          entry(Fields.ORGANISATION_ID, Fields.ORGANISATION_ID));

  /** Fields that a null leaves as they are: a customer never loses them. */
  private static final Set<String> LASTING = Set.of(Fields.NAME, Fields.EMAIL, Fields.PLAN);

  private ProfileMapping() {}

  /**
   * What a message says about a customer.
   *
   * @param fact to be stored
   * @param unusable problems of traits that are not in it
   */
  record Mapped(CustomerFact.Upsert fact, List<FieldError> unusable) {}

  /** The fact in a message; null when something is wrong with all of it, which is then noted. */
  static @Nullable Mapped map(Message message, long receivedAt) {
    ObjectNode customer =
        message.type() == MessageType.GROUP ? ofGroup(message) : ofUser(traits(message));
    String customerId = message.identity().userId();
    Problems problems = message.fields().problems();
    if (customerId == null && problems.isEmpty()) {
      message
          .fields()
          .invalid(
              Identity.USER_ID,
              "is required in identify and group: of a visitor with an anonymousId alone, events are"
                  + " kept but no traits");
    }
    if (customerId == null || !problems.isEmpty()) {
      return null;
    }
    message.occurredAt().ifPresent(millis -> customer.set(Fields.UPDATED_AT, Times.node(millis)));
    Problems ofTraits = new Problems();
    CustomerReader.Sent sent = CustomerReader.read(customer, ofTraits, true);
    if (!ofTraits.isEmpty()) {
      ofTraits.errors().forEach(each -> customer.remove(each.pointer().substring(1)));
      sent = CustomerReader.read(customer, problems, true);
    }
    List<FieldError> unusable =
        ofTraits.errors().stream()
            .map(each -> new FieldError("/" + TRAITS + each.pointer(), each.code(), each.message()))
            .toList();
    return new Mapped(sent.upsert(customerId, receivedAt), unusable);
  }

  /** Some SDKs put the traits into the context. */
  private static ObjectNode traits(Message message) {
    JsonNode ofContext = message.context().path(TRAITS);
    return message.fields().value(TRAITS) == null && ofContext instanceof ObjectNode traits
        ? traits
        : message.object(TRAITS);
  }

  private static ObjectNode ofUser(ObjectNode traits) {
    ObjectNode customer = Json.object();
    ObjectNode attributes = Json.object();
    for (Map.Entry<String, JsonNode> trait : traits.properties()) {
      String field = FIELDS.get(trait.getKey());
      if (field == null || customer.has(field)) {
        attributes.set(trait.getKey(), trait.getValue());
      } else if (!LASTING.contains(field) || !trait.getValue().isNull()) {
        customer.set(field, trait.getValue());
      }
    }
    String name = fullName(traits);
    if (!customer.has(Fields.NAME) && !name.isEmpty()) {
      customer.put(Fields.NAME, name);
    }
    return with(attributes, customer);
  }

  private static String fullName(ObjectNode traits) {
    return (traits.path("firstName").asText() + " " + traits.path("lastName").asText()).strip();
  }

  private static ObjectNode ofGroup(Message message) {
    ObjectNode customer = Json.object();
    String group = Identity.id(message.fields(), GROUP_ID);
    if (Identity.isAbsent(message.fields(), GROUP_ID)) {
      message.fields().missing(GROUP_ID);
    }
    customer.put(Fields.ORGANISATION_ID, group);
    ObjectNode attributes = Json.object();
    message
        .object(TRAITS)
        .properties()
        .forEach(trait -> attributes.set(OF_GROUP + trait.getKey(), trait.getValue()));
    return with(attributes, customer);
  }

  private static ObjectNode with(ObjectNode attributes, ObjectNode customer) {
    return attributes.isEmpty()
        ? customer
        : customer.<ObjectNode>set(Fields.CUSTOM_ATTRIBUTES, attributes);
  }
}
