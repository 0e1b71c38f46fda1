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
  private final Lanes lanes;
  private @Nullable Bytes from;
  private @Nullable Lane previous;
  private boolean counted;
  private boolean done;

  /** A walk that begins at the first lane. */
  public IndexRepair(OutboxStores stores, Lanes lanes) {
    this.stores = stores;
    this.lanes = lanes;
  }

  /** Whether all has been walked. */
  public boolean done() {
    return done;
  }

  /**
   * Walks on.
   *
   * @param indexed told of each delivery that the index now leads to and may not have before
   */
  public void step(int most, Consumer<Waiting> indexed) {
    if (counted) {
      dropStrays(most, indexed);
    } else {
      addMissing(most, indexed);
    }
  }

  private void addMissing(int most, Consumer<Waiting> indexed) {
    List<Bytes> keys = stores.outboxKeysFrom(from, most);
    for (Bytes key : keys) {
      Lane lane = OutboxKeys.readLane(key);
      stores.counts().added(lane);
      Waiting first = lane.equals(previous) || lanes.busy(lane) ? null : lanes.next(lane);
      index(first, indexed);
      previous = lane;
    }
    from = keys.isEmpty() ? from : OutboxKeys.after(keys.getLast());
    if (keys.size() < most) {
      stores.counts().complete();
      counted = true;
      from = null;
    }
  }

  private void dropStrays(int most, Consumer<Waiting> indexed) {
    List<DueLane> entries = stores.index().from(from, most);
    for (DueLane entry : entries) {
      Waiting first = lanes.busy(entry.lane()) ? null : lanes.next(entry.lane(), entry.sequence());
      if (first == null || first.delivery().dueAt() != entry.at()) {
        stores.index().drop(entry);
        index(first, indexed);
      }
    }
    from = entries.isEmpty() ? from : OutboxKeys.after(OutboxKeys.due(entries.getLast()));
    done = entries.size() < most;
  }

  private void index(@Nullable Waiting first, Consumer<Waiting> indexed) {
    if (first != null) {
      stores.index().add(first);
      indexed.accept(first);
    }
  }
}
