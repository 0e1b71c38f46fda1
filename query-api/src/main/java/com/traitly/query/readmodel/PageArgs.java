package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.wire.Fields;
import com.traitly.streams.list.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * The request for one page of a list, as the state protocol carries it; a null filter lets
 * everything pass.
 *
 * @param customerId only items of this customer
 * @param name only items with this name: the event's, or the customer's
 * @param plan only customers on this plan
 * @param createdAfter only items not before this, in UNIX milliseconds
 * @param createdBefore only items before this, in UNIX milliseconds
 * @param part where to begin and how far to go
 */
public record PageArgs(
    @Nullable String customerId,
    @Nullable String name,
    @Nullable String plan,
    @Nullable Long createdAfter,
    @Nullable Long createdBefore,
    PageRequest part) {
  private static final String CREATED_AFTER = "created_after";
  private static final String CREATED_BEFORE = "created_before";

  /** The request as JSON, for the state protocol. */
  public ObjectNode json() {
    return part.addTo(
        Json.object()
            .put(Fields.CUSTOMER_ID, customerId)
            .put(Fields.NAME, name)
            .put(Fields.PLAN, plan)
            .put(CREATED_AFTER, createdAfter)
            .put(CREATED_BEFORE, createdBefore));
  }

  /** Reads {@link #json}. */
  static PageArgs read(JsonNode json) {
    return new PageArgs(
        text(json, Fields.CUSTOMER_ID),
        text(json, Fields.NAME),
        text(json, Fields.PLAN),
        number(json, CREATED_AFTER),
        number(json, CREATED_BEFORE),
        PageRequest.of(json));
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isTextual() ? value.textValue() : null;
  }

  private static @Nullable Long number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isNumber() ? Long.valueOf(value.longValue()) : null;
  }
}
