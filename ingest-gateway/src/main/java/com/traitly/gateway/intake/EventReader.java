package com.traitly.gateway.intake;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.JsonBytes;
import com.traitly.contracts.json.JsonCursor;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.wire.AcceptedEvent;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.ScalarJson;
import com.traitly.contracts.wire.SentEvent;
import com.traitly.gateway.http.ItemVerdict;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Reads events: four known fields; every other key is kept as a property. Single-threaded. */
public final class EventReader implements BatchDocuments.ItemReader {
  static final int MAX_EVENT_ID = 100;
  private static final int USUAL_SIZE = 512;

  private final Topic<AccountKey, Event> events;
  private final ItemOrigin origin;
  private final IdSource ids;
  private final JsonBytes encoding = new JsonBytes(USUAL_SIZE);

  /** Gives an id to an event that was sent without one. */
  @FunctionalInterface
  interface IdSource {
    /** The id; {@code single} as in {@link BatchDocuments.ItemReader#read}. */
    String id(boolean single);
  }

  EventReader(Topic<AccountKey, Event> events, ItemOrigin origin, IdSource ids) {
    this.events = events;
    this.origin = origin;
    this.ids = ids;
  }

  @Override
  public ItemVerdict read(JsonCursor at, boolean single) {
    Problems problems = new Problems();
    if (!at.isAt(JsonToken.START_OBJECT)) {
      JsonNode json = at.value();
      var unused = new ObjectReader(json, "", problems);
      return new ItemVerdict.Bad(json::get, problems.errors());
    }
    int start = at.start();
    SentEvent sent = SentEvent.read(at);
    if (!at.isWhole(start)) {
      return ItemVerdict.Bad.halved(sent);
    }
    Event event = check(new ObjectReader(sent, problems), single);
    if (event == null) {
      return new ItemVerdict.Bad(sent, problems.errors());
    }
    AcceptedEvent accepted = AcceptedEvent.of(event, sent.properties(), encoding);
    byte[] key = KeySerde.bytes(origin.key(event.customerId()));
    return new ItemVerdict.Good(
        sent, new ProducerRecord<>(events.name(), key, accepted.record()), accepted::writeItem);
  }

  /** The event without its properties; null when there are problems. */
  private @Nullable Event check(ObjectReader body, boolean single) {
    String customerId = CustomerIds.read(body);
    String name = body.requiredName(Fields.NAME);
    long occurredAt = body.instant(Fields.CREATED_AT).orElse(origin.receivedMillis());
    String sentId = eventId(body, Fields.EVENT_ID);
    if (customerId == null || name == null || !body.problems().isEmpty()) {
      return null;
    }
    String eventId = sentId != null ? sentId : ids.id(single);
    return new Event(customerId, name, occurredAt, origin.receivedMillis(), eventId, Map.of());
  }

  /** The id of an event in this field; null when it is missing or, then noted, not allowed. */
  public static @Nullable String eventId(ObjectReader body, String field) {
    JsonNode value = body.value(field);
    String digits = value == null ? null : ScalarJson.wholeDigits(value);
    return digits != null && digits.length() <= MAX_EVENT_ID
        ? digits
        : body.optional(field, MAX_EVENT_ID);
  }
}
