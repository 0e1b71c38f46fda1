package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.RecordJson;
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
  private static final RecordJson<RowFilter> JSON = new RecordJson<>(RowFilter.class);

  static final RowFilter ALL = new RowFilter(null, null, null, null, null);

  /** Fields of the protocol, and query parameters of the lists. */
  public static final String CREATED_AFTER = "created_after";

  public static final String CREATED_BEFORE = "created_before";

  /** The filter as JSON, for the state protocol. */
  public ObjectNode json() {
    return JSON.tree(this);
  }

  /** Reads {@link #json}. */
  static RowFilter read(JsonNode json) {
    return JSON.read(json);
  }

  /** The rows whose instant, which follows the prefix in their keys, passes. */
  Scan scan(Bytes prefix, PageRequest part) {
    return Scan.between(prefix, createdAfter, createdBefore, part);
  }

  /** Whether a name passes. */
  boolean passes(@Nullable String other) {
    return name == null || name.equals(other);
  }
}
