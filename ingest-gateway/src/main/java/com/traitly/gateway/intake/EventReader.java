package com.traitly.gateway.intake;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.CleanText;
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
import com.traitly.gateway.http.WriteCall;
import com.traitly.platform.auth.UniqueIds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one request: four known fields; every other key is kept as a property.
 * Single-threaded.
 */
public final class EventReader implements BatchDocuments.ItemReader {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final int MAX_EVENT_ID = 100;
  private static final int USUAL_SIZE = 512;

  private final Topic<AccountKey, Event> events;
  private final UniqueIds ids;
  private final WriteCall call;
  private final JsonBytes encoding = new JsonBytes(USUAL_SIZE);

  EventReader(Topic<AccountKey, Event> events, UniqueIds ids, WriteCall call) {
    this.events = events;
    this.ids = ids;
    this.call = call;
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
    byte[] key = KeySerde.bytes(call.key(event.customerId()));
    return new ItemVerdict.Good(
        sent, new ProducerRecord<>(events.name(), key, accepted.record()), accepted::writeItem);
  }

  /** The event without its properties; null when there are problems. */
  private @Nullable Event check(ObjectReader body, boolean single) {
    String customerId = CustomerIds.read(body);
    String name = body.requiredName(Fields.NAME);
    long occurredAt = body.instant(Fields.CREATED_AT).orElse(call.receivedMillis());
    String sentId = eventId(body, Fields.EVENT_ID);
    if (customerId == null || name == null || !body.problems().isEmpty()) {
      return null;
    }
    String eventId = sentId != null ? sentId : idOutside(single);
    return new Event(customerId, name, occurredAt, call.receivedMillis(), eventId, Map.of());
  }

  /** The id of an event in this field; null when it is missing or, then noted, not allowed. */
  public static @Nullable String eventId(ObjectReader body, String field) {
    JsonNode value = body.value(field);
    String digits = value == null ? null : ScalarJson.wholeDigits(value);
    return digits != null && digits.length() <= MAX_EVENT_ID
        ? digits
        : body.optional(field, MAX_EVENT_ID);
  }

  private String idOutside(boolean single) {
    String header = single ? call.header(IDEMPOTENCY_KEY) : null;
    return header == null ? ids.next() : unquoted(header);
  }

  /** The header's standard says a quoted string; in practice it is often a bare word. */
  private static String unquoted(String header) {
    String text = utf8(header).strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    String key = quoted ? text.substring(1, text.length() - 1) : text;
    if (!CleanText.isName(key) || CleanText.characters(key) > MAX_EVENT_ID) {
      throw ApiException.of(
          ErrorCode.INVALID_PARAMETER,
          IDEMPOTENCY_KEY
              + " must have 1 to %d characters that can be seen, without control characters"
                  .formatted(MAX_EVENT_ID));
    }
    return key;
  }

  /** Decodes a header as UTF-8; the server gives each of its bytes as a character. */
  private static String utf8(String header) {
    byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw ApiException.of(
          ErrorCode.INVALID_PARAMETER,
          IDEMPOTENCY_KEY + " is not UTF-8; send it in UTF-8 or in ASCII");
    }
    return text;
  }
}
