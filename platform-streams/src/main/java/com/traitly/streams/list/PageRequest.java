package com.traitly.streams.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted, as the state protocol carries it.
 *
 * @param descending whether the greatest comes first
 * @param limit at most this many rows
 * @param after place of the last row already seen, null to begin at the start
 */
public record PageRequest(boolean descending, int limit, @Nullable Bytes after) {
  private static final String DESCENDING = "descending";
  private static final String LIMIT = "limit";
  private static final String AFTER = "after";

  /** Adds the request to the arguments of a query. */
  public ObjectNode addTo(ObjectNode args) {
    args.put(DESCENDING, descending).put(LIMIT, limit);
    return after == null
        ? args
        : args.put(AFTER, Base64.getUrlEncoder().encodeToString(after.get()));
  }

  /** Reads what {@link #addTo} added. */
  public static PageRequest of(JsonNode args) {
    JsonNode after = args.path(AFTER);
    return new PageRequest(
        args.path(DESCENDING).asBoolean(),
        args.required(LIMIT).asInt(),
        after.isTextual() ? Bytes.wrap(Base64.getUrlDecoder().decode(after.textValue())) : null);
  }
}
