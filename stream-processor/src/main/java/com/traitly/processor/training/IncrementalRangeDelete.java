package com.traitly.processor.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes a range of a store bit by bit. It remembers where it stopped, because a start from the
 * front would step over all that was removed before. Single-threaded.
 */
final class IncrementalRangeDelete {
  private static final int AT_ONCE = 64;

  private final KeyValueStore<Bytes, ?> store;
  private Bytes from;
  private Bytes to;

  /** Removes all keys between two bounds that are not themselves in the store. */
  IncrementalRangeDelete(KeyValueStore<Bytes, ?> store, Bytes from, Bytes to) {
    this.store = store;
    this.from = from;
    this.to = to;
  }

  void upTo(Bytes further) {
    to = further;
  }

  /** Removes some keys, at least a few if there are any; true when none are left for now. */
  boolean some(BooleanSupplier over) {
    while (true) {
      List<Bytes> next = next();
      for (Bytes key : next) {
        store.delete(key);
        from = key;
      }
      if (next.size() < AT_ONCE) {
        return true;
      }
      if (over.getAsBoolean()) {
        return false;
      }
    }
  }

  private List<Bytes> next() {
    List<Bytes> next = new ArrayList<>(AT_ONCE);
    try (var rows = store.range(from, to)) {
      while (rows.hasNext() && next.size() < AT_ONCE) {
        next.add(rows.next().key);
      }
    }
    return next;
  }
}
