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
 * @param part where to begin, and how many rows to find
 */
public record Scan(Bytes prefix, Bytes from, Bytes to, PageRequest part) {
  /** How many rows one call looks at, at most. */
  public static final int MOST_LOOKED_AT = 5_000;

  /** All keys with a prefix. */
  public static Scan ofPrefix(Bytes prefix, PageRequest part) {
    return between(prefix, null, null, part);
  }

  /**
   * The keys whose number after the prefix is in a range, such as an instant.
   *
   * @param from least number, null for no bound
   * @param before above the greatest number, null for no bound
   */
  public static Scan between(
      Bytes prefix, @Nullable Long from, @Nullable Long before, PageRequest part) {
    return new Scan(
        prefix,
        from == null ? prefix : Keys.join(prefix.get(), Keys.number(from)),
        // Every key goes on after its number, so those with this number are not included.
        before == null ? Keys.end(prefix) : Keys.join(prefix.get(), Keys.number(before)),
        part);
  }

  /**
   * The page that is wanted.
   *
   * @param item makes a row's item; null when the row does not match
   */
  public <V> Page page(
      ReadOnlyKeyValueStore<Bytes, V> store,
      Function<KeyValue<Bytes, V>, @Nullable JsonNode> item) {
    Bytes place = part.after();
    Bytes after = place == null ? null : Keys.join(prefix.get(), place.get());
    boolean descending = part.descending();
    Bytes least = after == null || descending || after.compareTo(from) < 0 ? from : after;
    Bytes greatest = after == null || !descending || after.compareTo(to) > 0 ? to : after;
    if (least.compareTo(greatest) > 0) {
      return Page.empty();
    }
    try (KeyValueIterator<Bytes, V> rows =
        descending ? store.reverseRange(least, greatest) : store.range(least, greatest)) {
      return collect(rows, item);
    }
  }

  private <V> Page collect(
      KeyValueIterator<Bytes, V> rows, Function<KeyValue<Bytes, V>, @Nullable JsonNode> item) {
    List<ListRow> found = new ArrayList<>();
    int lookedAt = 0;
    while (rows.hasNext()) {
      KeyValue<Bytes, V> row = rows.next();
      Bytes place = Keys.suffix(row.key, prefix.get().length);
      if (place.equals(part.after())) {
        continue;
      }
      JsonNode matching = item.apply(row);
      if (matching != null) {
        found.add(new ListRow(place, matching));
      }
      lookedAt++;
      if (found.size() == part.limit() || lookedAt == MOST_LOOKED_AT) {
        return new Page(found, place);
      }
    }
    return new Page(found, null);
  }
}
