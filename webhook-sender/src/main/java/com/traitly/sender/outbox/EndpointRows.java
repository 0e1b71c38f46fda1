package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Reads and clears the rows of stores whose keys begin with an endpoint. */
final class EndpointRows {
  private EndpointRows() {}

  /** All endpoints that have a row in any of these stores. */
  static Set<AccountKey> endpoints(List<KeyValueStore<Bytes, byte[]>> stores) {
    Set<AccountKey> found = new HashSet<>();
    stores.forEach(store -> addEndpoints(store, found));
    return found;
  }

  private static void addEndpoints(KeyValueStore<Bytes, byte[]> store, Set<AccountKey> found) {
    Bytes from = null;
    while (true) {
      try (var entries = store.range(from, null)) {
        if (!entries.hasNext()) {
          return;
        }
        AccountKey endpoint = OutboxKeys.readEndpoint(entries.next().key);
        found.add(endpoint);
        // Skips all other rows of this endpoint.
        from = OutboxKeys.afterEndpoint(endpoint);
      }
    }
  }

  /** Removes some rows of an endpoint; true when none is left. */
  static boolean clear(List<KeyValueStore<Bytes, byte[]>> stores, AccountKey endpoint, int most) {
    Bytes prefix = OutboxKeys.endpoint(endpoint);
    int left = most;
    for (KeyValueStore<Bytes, byte[]> store : stores) {
      List<Bytes> keys = keys(store, prefix, left);
      keys.forEach(store::delete);
      left -= keys.size();
    }
    return left > 0;
  }

  /** The first keys that begin with a prefix. */
  static List<Bytes> keys(KeyValueStore<Bytes, byte[]> store, Bytes prefix, int most) {
    try (var entries = startingWith(store, prefix)) {
      return take(entries, most);
    }
  }

  /** The keys of the first entries. */
  static List<Bytes> take(Iterator<KeyValue<Bytes, byte[]>> entries, int most) {
    List<Bytes> keys = new ArrayList<>();
    while (keys.size() < most && entries.hasNext()) {
      keys.add(entries.next().key);
    }
    return keys;
  }

  /** The entries whose keys begin with a prefix. */
  static KeyValueIterator<Bytes, byte[]> startingWith(
      KeyValueStore<Bytes, byte[]> store, Bytes prefix) {
    return store.prefixScan(prefix, new BytesSerializer());
  }
}
