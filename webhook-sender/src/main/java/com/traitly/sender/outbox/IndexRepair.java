package com.traitly.sender.outbox;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Mends the index once after a start, a bounded step at a time. A walk along the outbox counts what
 * waits in each lane and adds the entries that a crash lost; a walk along the index then drops
 * those that lead nowhere, which a crash brought back. Only the stream thread may call.
 */
public final class IndexRepair {
  private final OutboxStores stores;
  private final DeliveryQueues lanes;
  private final Consumer<QueuedDelivery> index;
  private @Nullable Bytes from;
  private @Nullable DeliveryKey previous;
  private boolean done;

  /**
   * A walk that begins at the first lane.
   *
   * @param index makes an entry lead to a delivery
   */
  public IndexRepair(OutboxStores stores, DeliveryQueues lanes, Consumer<QueuedDelivery> index) {
    this.stores = stores;
    this.lanes = lanes;
    this.index = index;
  }

  /** Whether all has been walked. */
  public boolean done() {
    return done;
  }

  /** Walks on. */
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
      DeliveryKey lane = OutboxKeys.readLane(key);
      stores.counts().added(lane);
      QueuedDelivery first = lane.equals(previous) ? null : lanes.turn(lane);
      if (first != null) {
        index.accept(first);
      }
      previous = lane;
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

  /** What an entry leads to; null when it led nowhere, so that another took its place, or none. */
  public @Nullable QueuedDelivery follow(DueEntry entry) {
    QueuedDelivery first = lanes.turn(entry.lane(), entry.sequence());
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
