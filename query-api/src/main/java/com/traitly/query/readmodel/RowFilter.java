package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.wire.Fields;
import com.traitly.streams.list.PageRequest;
import com.traitly.streams.list.Scan;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list are wanted, as the state protocol carries it; a null filter lets everything
 * pass.
 *
 * @param customerId only items of this customer
 * @param name only items with this name: the event's, or the customer's
 * @param plan only customers on this plan
 * @param createdAfter only items not before this, in UNIX milliseconds
 * @param createdBefore only items before this, in UNIX milliseconds
 */
public record RowFilter(
    @Nullable String customerId,
    @Nullable String name,
    @Nullable String plan,
    @Nullable Long createdAfter,
    @Nullable Long createdBefore) {
  static final RowFilter ALL = new RowFilter(null, null, null, null, null);

  /** Fields of the protocol, and query parameters of the lists. */
  public static final String CREATED_AFTER = "created_after";

  public static final String CREATED_BEFORE = "created_before";

  /** The filter as JSON, for the state protocol. */
  public ObjectNode json() {
    return Json.object()
        .put(Fields.CUSTOMER_ID, customerId)
        .put(Fields.NAME, name)
        .put(Fields.PLAN, plan)
        .put(CREATED_AFTER, createdAfter)
        .put(CREATED_BEFORE, createdBefore);
  }

  /** Reads {@link #json}. */
  static RowFilter read(JsonNode json) {
    return new RowFilter(
        text(json, Fields.CUSTOMER_ID),
        text(json, Fields.NAME),
        text(json, Fields.PLAN),
        number(json, CREATED_AFTER),
        number(json, CREATED_BEFORE));
  }

  /** The rows whose instant, which follows the prefix in their keys, passes. */
  Scan scan(Bytes prefix, PageRequest part) {
    return Scan.between(prefix, createdAfter, createdBefore, part);
  }

  /** Whether a name passes. */
  boolean passes(@Nullable String other) {
    return name == null || name.equals(other);
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
