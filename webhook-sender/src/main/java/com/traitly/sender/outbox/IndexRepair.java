package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.list.Keys;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Repairs the index once after a start, a bounded step at a time. A walk through the outbox counts
 * the deliveries that wait in each queue and adds the entries that a crash lost. A walk through the
 * index then drops the entries that lead nowhere, which a crash brought back. Only the stream
 * thread may call it.
 */
final class IndexRepair {
  private final OutboxStores stores;
  private final DueIndex index;
  private @Nullable Bytes from;
  private @Nullable DeliveryKey previous;
  private boolean done;

  IndexRepair(OutboxStores stores, DueIndex index) {
    this.stores = stores;
    this.index = index;
    noteEndpoints(stores.due);
    noteEndpoints(stores.settled);
  }

  /** Has the index look at every endpoint that a store has a row of. */
  private void noteEndpoints(KeyValueStore<Bytes, byte[]> store) {
    Bytes next = null;
    do {
      try (var rows = store.range(next, null)) {
        next = null;
        if (rows.hasNext()) {
          AccountKey endpoint = OutboxKeys.readEndpoint(rows.next().key);
          index.note(endpoint, 0);
          // Skips all other rows of this endpoint.
          next = Keys.end(OutboxKeys.endpoint(endpoint));
        }
      }
    } while (next != null);
  }

  /** Walks on, past at most so many rows; true when the repair is complete. */
  boolean step(int most) {
    if (!stores.memory.allCounted()) {
      from = OutboxStores.walk(stores.outbox, from, most, row -> addMissing(row.key));
      if (from == null) {
        stores.memory.allFound();
      }
    } else if (!done) {
      List<DueIndex.Entry> entries = new ArrayList<>();
      from = OutboxStores.walk(stores.due, from, most, row -> entries.add(DueIndex.read(row)));
      entries.forEach(index::follow);
      done = from == null;
    }
    return done;
  }

  private void addMissing(Bytes outboxKey) {
    DeliveryKey queue = OutboxKeys.readQueue(outboxKey);
    stores.memory.found(queue);
    QueuedDelivery first = queue.equals(previous) ? null : index.next(queue);
    if (first != null) {
      index.add(first);
    }
    previous = queue;
  }
}
