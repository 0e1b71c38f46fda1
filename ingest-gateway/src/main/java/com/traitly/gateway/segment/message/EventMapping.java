package com.traitly.gateway.segment.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.JsonBytes;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.wire.AcceptedEvent;
import com.traitly.gateway.intake.EventReader;
import com.traitly.platform.auth.UniqueIds;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of {@code track}, {@code page} and {@code screen}. The properties are the message's;
 * everything else that it says, its context above all, is kept as sent in one more property,
 * {@value #REST}. Thread-safe.
 */
final class EventMapping {
  /** The property that keeps what has no place of its own in an event. */
  static final String REST = "$message";

  private static final String PROPERTIES = "properties";
  private static final String NAME = "name";
  private static final String CATEGORY = "category";
  private static final String MESSAGE_ID = "messageId";
  private static final String EVENT = "event";
  private static final int USUAL_SIZE = 512;

  /** Fields that have a place of their own in an event, or must not be kept. */
  private static final Set<String> ELSEWHERE =
      Set.of(PROPERTIES, EVENT, MESSAGE_ID, Identity.USER_ID, "writeKey");

  private final Topic<AccountKey, Event> events;
  private final ViewName viewName;
  private final UniqueIds ids = new UniqueIds("evt_");

  EventMapping(Topic<AccountKey, Event> events, ViewName viewName) {
    this.events = events;
    this.viewName = viewName;
  }

  /** The record of an event; null when something is wrong, which is then noted. */
  @Nullable ProducerRecord<byte[], byte[]> map(Message message, String account, long receivedAt) {
    ObjectReader fields = message.fields();
    String name = name(message);
    String sentId =
        Identity.isAbsent(fields, MESSAGE_ID) ? null : EventReader.eventId(fields, MESSAGE_ID);
    ObjectNode properties = message.object(PROPERTIES);
    if (properties.has(REST)) {
      fields.invalid(PROPERTIES, "must have no field of the name " + REST + ", which is ours");
    }
    String customerId = message.identity().id();
    if (name == null || customerId == null || !fields.problems().isEmpty()) {
      return null;
    }
    Event event =
        new Event(
            customerId,
            name,
            message.occurredAt().orElse(receivedAt),
            receivedAt,
            sentId == null ? ids.next() : sentId,
            Map.of());
    byte[] record =
        AcceptedEvent.of(event, kept(message, properties), new JsonBytes(USUAL_SIZE)).record();
    return new ProducerRecord<>(
        events.name(), KeySerde.bytes(new AccountKey(account, customerId)), record);
  }

  private @Nullable String name(Message message) {
    ObjectReader fields = message.fields();
    if (message.type() == MessageType.TRACK) {
      return fields.requiredName(EVENT);
    }
    String name =
        Identity.isAbsent(fields, NAME) ? null : fields.optional(NAME, ObjectReader.MAX_NAME);
    return viewName.of(message.type(), name, category(fields));
  }

  /** A category that cannot be a name is kept beside the event all the same. */
  private static @Nullable String category(ObjectReader fields) {
    JsonNode category = fields.value(CATEGORY);
    return category == null ? null : category.asText();
  }

  /** The event's properties as JSON fields, without the braces. */
  private static byte[] kept(Message message, ObjectNode sent) {
    ObjectNode rest = message.json().deepCopy();
    rest.remove(ELSEWHERE);
    if (!message.context().isMissingNode()) {
      rest.set("context", message.context());
    }
    ObjectNode properties = Json.object();
    properties.setAll(sent);
    properties.set(REST, rest);
    byte[] json = Json.bytes(properties);
    return Arrays.copyOfRange(json, 1, json.length - 1);
  }
}
