package com.traitly.sender.outbox;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Walks the outbox once after a start, a bounded step at a time, counts what waits in each lane,
 * and sees to it that the index leads to every lane: a crash may have kept a delivery and lost its
 * entry. Only the stream thread may call.
 */
public final class IndexRepair {
  private final OutboxStores stores;
  private final Lanes lanes;
  private @Nullable Bytes from;
  private @Nullable Lane previous;
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
   * @return the first delivery of each lane passed that is not in flight
   */
  public List<Waiting> step(int most) {
    List<Waiting> passed = new ArrayList<>();
    List<Bytes> keys = stores.outboxKeysFrom(from, most);
    for (Bytes key : keys) {
      Lane lane = OutboxKeys.readLane(key);
      stores.counts().added(lane);
      Waiting first = lane.equals(previous) || lanes.busy(lane) ? null : lanes.next(lane);
      if (first != null) {
        stores.index(first);
        passed.add(first);
      }
      previous = lane;
    }
    done = keys.size() < most;
    if (done) {
      stores.counts().complete();
    }
    from = keys.isEmpty() ? from : OutboxKeys.after(keys.getLast());
    return passed;
  }
}
