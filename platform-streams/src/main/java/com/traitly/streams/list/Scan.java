package com.traitly.streams.list;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads part of a store in key order, and stops after a bounded number of rows: the caller
 * continues from there in another call, so that a rare match never blocks a server for long.
 *
 * @param prefix start of all keys; the rest of a key is its row's place
 * @param from least key, inclusive
 * @param to greatest key, inclusive
 * @param descending whether the greatest comes first
 * @param limit at most this many rows
 */
public record Scan(Bytes prefix, Bytes from, Bytes to, boolean descending, int limit) {
  /** How many rows one call looks at, at most. */
  public static final int MOST_LOOKED_AT = 5_000;

  /** All keys with a prefix. */
  public static Scan ofPrefix(Bytes prefix, boolean descending, int limit) {
    return new Scan(prefix, prefix, Keys.end(prefix), descending, limit);
  }

  /**
   * The page after a place.
   *
   * @param after the place, null to begin at the start
   * @param item makes a row's item; null when the row does not match
   */
  public <V> Page page(
      ReadOnlyKeyValueStore<Bytes, V> store,
      @Nullable Bytes after,
      Function<KeyValue<Bytes, V>, @Nullable JsonNode> item) {
    Scan rest = after == null ? this : after(Keys.join(prefix.get(), after.get()));
    if (rest.from.compareTo(rest.to) > 0) {
      return Page.empty();
    }
    try (KeyValueIterator<Bytes, V> rows =
        descending ? store.reverseRange(rest.from, rest.to) : store.range(rest.from, rest.to)) {
      return collect(rows, after, item);
    }
  }

  private Scan after(Bytes key) {
    return descending
        ? new Scan(prefix, from, key.compareTo(to) < 0 ? key : to, true, limit)
        : new Scan(prefix, key.compareTo(from) > 0 ? key : from, to, false, limit);
  }

  private <V> Page collect(
      KeyValueIterator<Bytes, V> rows,
      @Nullable Bytes after,
      Function<KeyValue<Bytes, V>, @Nullable JsonNode> item) {
    List<Row> found = new ArrayList<>();
    int lookedAt = 0;
    while (rows.hasNext()) {
      KeyValue<Bytes, V> row = rows.next();
      Bytes place = Keys.suffix(row.key, prefix.get().length);
      if (place.equals(after)) {
        continue;
      }
      JsonNode matching = item.apply(row);
      if (matching != null) {
        found.add(new Row(place, matching));
      }
      lookedAt++;
      if (found.size() == limit || lookedAt == MOST_LOOKED_AT) {
        return new Page(found, place);
      }
    }
    return new Page(found, null);
  }
}
