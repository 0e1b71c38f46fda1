package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.wire.EventJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.ObjectReader;
import com.traitly.contracts.wire.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads events: four known fields, every other key is kept as a property. */
final class EventReader implements ItemReader {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final int MAX_EVENT_ID = 100;
  private static final Set<String> KNOWN =
      Set.of(Fields.CUSTOMER_ID, Fields.NAME, Fields.CREATED_AT, Fields.EVENT_ID);

  private final Topic<AccountKey, Event> events;
  private final EventIds ids = new EventIds();

  EventReader(Topic<AccountKey, Event> events) {
    this.events = events;
  }

  @Override
  public Verdict read(JsonNode json, WriteCall call, boolean single) {
    Problems problems = new Problems();
    ObjectReader body = new ObjectReader(json, "", problems);
    if (!json.isObject()) {
      return new Verdict.Bad(json, problems.errors());
    }
    String customerId = CustomerIds.read(body);
    String name = body.requiredName(Fields.NAME);
    long occurredAt = Instants.read(body, Fields.CREATED_AT).orElse(call.receivedAt());
    String sentId = eventId(body);
    if (customerId == null || name == null || !problems.isEmpty()) {
      return new Verdict.Bad(json, problems.errors());
    }
    String eventId = sentId != null ? sentId : idOutside(call, single);
    Event event =
        new Event(customerId, name, occurredAt, call.receivedAt(), eventId, properties(json));
    var record = RecordSender.record(events, call.key(customerId), event);
    return Verdict.within(new Verdict.Good(record, EventJson.accepted(event)), json);
  }

  private static @Nullable String eventId(ObjectReader body) {
    JsonNode value = body.value(Fields.EVENT_ID);
    return value != null && value.isIntegralNumber()
        ? value.asText()
        : body.optional(Fields.EVENT_ID, MAX_EVENT_ID);
  }

  private String idOutside(WriteCall call, boolean single) {
    String header = single ? call.header(IDEMPOTENCY_KEY) : null;
    return header == null ? ids.next() : unquoted(header);
  }

  /** The header is a quoted string by its standard, and a bare word in practice. */
  private static String unquoted(String header) {
    String text = header.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    String key = quoted ? text.substring(1, text.length() - 1) : text;
    if (key.isBlank() || key.length() > MAX_EVENT_ID) {
      throw ApiException.of(
          ErrorCode.INVALID_PARAMETER,
          IDEMPOTENCY_KEY + " must have 1 to " + MAX_EVENT_ID + " characters");
    }
    return key;
  }

  private static Map<String, JsonNode> properties(JsonNode json) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    json.properties()
        .forEach(entry -> {
          if (!KNOWN.contains(entry.getKey())) {
            properties.put(entry.getKey(), entry.getValue());
          }
        });
    return properties;
  }
}
