package com.traitly.contracts.wire;

import static com.traitly.contracts.json.StoredFields.number;
import static com.traitly.contracts.json.StoredFields.text;
import static com.traitly.contracts.wire.Fields.CREATED_AT;
import static com.traitly.contracts.wire.Fields.CUSTOMER_ID;
import static com.traitly.contracts.wire.Fields.EVENT_ID;
import static com.traitly.contracts.wire.Fields.NAME;
import static com.traitly.contracts.wire.Fields.PROPERTIES;
import static com.traitly.contracts.wire.Fields.RECEIVED_AT;
import static com.traitly.contracts.wire.Fields.SUCCESS;

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
            .put(CUSTOMER_ID, event.customerId())
            .put(NAME, event.name())
            .<ObjectNode>set(CREATED_AT, Times.node(event.occurredAt()))
            .<ObjectNode>set(RECEIVED_AT, Times.node(event.receivedAt()))
            .put(EVENT_ID, event.eventId());
    putProperties(json, event);
    return json;
  }

  /** Reads {@link #record}. */
  public static Event read(JsonNode json) {
    return new Event(
        text(json, CUSTOMER_ID),
        text(json, NAME),
        Times.millis(number(json, CREATED_AT)),
        Times.millis(number(json, RECEIVED_AT)),
        text(json, EVENT_ID),
        Json.fields(json.path(PROPERTIES)));
  }

  /** The item of an answer to a write: the reference's keys and the event's id. */
  public static ObjectNode accepted(Event event) {
    return Json.object()
        .put(CUSTOMER_ID, event.customerId())
        .put(NAME, event.name())
        .put(CREATED_AT, Long.toString(Times.seconds(event.occurredAt())))
        .put(SUCCESS, 1)
        .put(EVENT_ID, event.eventId());
  }

  /** The item of a list: as {@link #accepted}, with the properties when there are any. */
  public static ObjectNode listed(Event event) {
    ObjectNode json = accepted(event);
    putProperties(json, event);
    return json;
  }

  private static void putProperties(ObjectNode json, Event event) {
    if (!event.properties().isEmpty()) {
      json.putObject(PROPERTIES).setAll(event.properties());
    }
  }
}
