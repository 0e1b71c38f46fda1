package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.StoredFields;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.LinkMessage;
import java.util.ArrayList;
import java.util.List;

/** Messages about links as JSON on the {@code customer-links} topic. */
public final class LinkJson {
  private static final String TYPE = "type";
  private static final String CLAIM = "claim";
  private static final String RELEASE = "release";
  private static final String EVENTS = "events";
  private static final String ERASED_AT = "erased_at";

  private LinkJson() {}

  /** The record value. */
  public static ObjectNode write(LinkMessage message) {
    return switch (message) {
      case LinkMessage.Claim claim ->
          between(CLAIM, claim.anonymousId(), claim.customerId())
              .set(Fields.RECEIVED_AT, Times.node(claim.receivedAt()));
      case LinkMessage.Release release ->
          between(RELEASE, release.anonymousId(), release.customerId())
              .set(ERASED_AT, Times.node(release.erasedAt()));
      case LinkMessage.Events moved -> {
        ObjectNode json =
            Json.object().put(TYPE, EVENTS).put(Fields.CUSTOMER_ID, moved.customerId());
        ArrayNode events = json.putArray(EVENTS);
        moved.events().forEach(each -> events.add(EventJson.record(each)));
        yield json;
      }
    };
  }

  /** Reads {@link #write}. */
  public static LinkMessage read(JsonNode json) {
    String customerId = StoredFields.text(json, Fields.CUSTOMER_ID);
    String type = StoredFields.text(json, TYPE);
    return switch (type) {
      case CLAIM ->
          new LinkMessage.Claim(anonymousId(json), customerId, instant(json, Fields.RECEIVED_AT));
      case RELEASE ->
          new LinkMessage.Release(anonymousId(json), customerId, instant(json, ERASED_AT));
      case EVENTS -> new LinkMessage.Events(customerId, events(json));
      default -> throw new IllegalArgumentException("unknown message about a link: " + type);
    };
  }

  private static ObjectNode between(String type, String anonymousId, String customerId) {
    return Json.object()
        .put(TYPE, type)
        .put(Fields.ANONYMOUS_ID, anonymousId)
        .put(Fields.CUSTOMER_ID, customerId);
  }

  private static String anonymousId(JsonNode json) {
    return StoredFields.text(json, Fields.ANONYMOUS_ID);
  }

  private static long instant(JsonNode json, String field) {
    return Times.millis(StoredFields.number(json, field));
  }

  private static List<Event> events(JsonNode json) {
    List<Event> events = new ArrayList<>();
    json.required(EVENTS).forEach(each -> events.add(EventJson.read(each)));
    return events;
  }
}
