package com.traitly.sender.outbox;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Repairs the index once after a start, a bounded step at a time. A walk through the outbox counts
 * the deliveries that wait in each queue and adds the entries that a crash lost. A walk through the
 * index then drops the entries that lead nowhere, which a crash brought back. Only the stream
 * thread may call it.
 */
public final class IndexRepair {
  private final OutboxStores stores;
  private final DeliveryQueues queues;
  private final Consumer<QueuedDelivery> index;
  private @Nullable Bytes from;
  private @Nullable DeliveryKey previous;
  private boolean done;

  /**
   * A repair that begins at the first queue.
   *
   * @param index makes an entry lead to a delivery
   */
  public IndexRepair(OutboxStores stores, DeliveryQueues queues, Consumer<QueuedDelivery> index) {
    this.stores = stores;
    this.queues = queues;
    this.index = index;
  }

  /** Whether the repair is complete. */
  public boolean done() {
    return done;
  }

  /** Walks on, past at most so many rows. */
  public void step(int most) {
    if (stores.counts().isComplete()) {
      dropStrays(most);
    } else {
      addMissing(most);
    }
  }

  private void addMissing(int most) {
    List<Bytes> keys = stores.outboxKeysFrom(from, most);
    for (Bytes key : keys) {
      DeliveryKey deliveryKey = OutboxKeys.readDeliveryKey(key);
      stores.counts().added(deliveryKey);
      QueuedDelivery first = deliveryKey.equals(previous) ? null : queues.turn(deliveryKey);
      if (first != null) {
        index.accept(first);
      }
      previous = deliveryKey;
    }
    from = keys.isEmpty() ? from : OutboxKeys.after(keys.getLast());
    if (keys.size() < most) {
      stores.counts().complete();
      from = null;
    }
  }

  private void dropStrays(int most) {
    List<DueEntry> entries = stores.index().from(from, most);
    entries.forEach(this::follow);
    from = entries.isEmpty() ? from : OutboxKeys.after(OutboxKeys.due(entries.getLast()));
    done = entries.size() < most;
  }

  /**
   * The delivery that an entry leads to; null when it leads nowhere, in which case the entry is
   * dropped and one for the queue's first delivery, if any, is made.
   */
  public @Nullable QueuedDelivery follow(DueEntry entry) {
    QueuedDelivery first = queues.turn(entry.deliveryKey(), entry.sequence());
    if (first != null && first.delivery().dueAt() == entry.at()) {
      return first;
    }
    stores.index().drop(entry);
    if (first != null) {
      index.accept(first);
    }
    return null;
  }
}
