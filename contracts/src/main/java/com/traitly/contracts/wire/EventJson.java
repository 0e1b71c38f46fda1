package com.traitly.contracts.wire;

import static com.traitly.contracts.json.StoredFields.number;
import static com.traitly.contracts.json.StoredFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.Event;

/** An event as JSON: on its topic, and as an item of an answer. */
public final class EventJson {
  private EventJson() {}

  /** The record value on the {@code events} topic; instants are {@link Times#node}s. */
  public static ObjectNode record(Event event) {
    ObjectNode json =
        Json.object()
            .put(Fields.CUSTOMER_ID, event.customerId())
            .put(Fields.NAME, event.name())
            .<ObjectNode>set(Fields.CREATED_AT, Times.node(event.occurredAt()))
            .<ObjectNode>set(Fields.RECEIVED_AT, Times.node(event.receivedAt()))
            .put(Fields.EVENT_ID, event.eventId());
    putProperties(json, event);
    return json;
  }

  /** Reads {@link #record}. */
  public static Event read(JsonNode json) {
    return new Event(
        text(json, Fields.CUSTOMER_ID),
        text(json, Fields.NAME),
        Times.millis(number(json, Fields.CREATED_AT)),
        Times.millis(number(json, Fields.RECEIVED_AT)),
        text(json, Fields.EVENT_ID),
        Json.fields(json.path(Fields.PROPERTIES)));
  }

  /** The item of an answer to a write: the reference's keys and the event's id. */
  public static ObjectNode accepted(Event event) {
    return Json.object()
        .put(Fields.CUSTOMER_ID, event.customerId())
        .put(Fields.NAME, event.name())
        .put(Fields.CREATED_AT, Long.toString(Times.seconds(event.occurredAt())))
        .put(Fields.SUCCESS, 1)
        .put(Fields.EVENT_ID, event.eventId());
  }

  /** The item of a list: as {@link #accepted}, with the properties when there are any. */
  public static ObjectNode listed(Event event) {
    ObjectNode json = accepted(event);
    putProperties(json, event);
    return json;
  }

  private static void putProperties(ObjectNode json, Event event) {
    if (!event.properties().isEmpty()) {
      json.putObject(Fields.PROPERTIES).setAll(event.properties());
    }
  }
}
