package com.traitly.streams.node;

import com.traitly.contracts.model.AccountKey;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Erasures that only one processor remembers. It keeps the time of the newest one in memory, so
 * that later instants need no look into the store. Only the stream thread may call.
 */
public final class TaskDeletionTimes {
  private final DeletionTimes erasures;
  private long newest;

  /** Reads all stored erasures. */
  public TaskDeletionTimes(KeyValueStore<Bytes, byte[]> store) {
    erasures = new DeletionTimes(store);
    newest = erasures.newest();
  }

  /** As {@link DeletionTimes#remember}. */
  public void remember(AccountKey customer, long erasedAt) {
    erasures.remember(customer, erasedAt);
    newest = Math.max(newest, erasedAt);
  }

  /** As {@link DeletionTimes#cover}. */
  public boolean cover(AccountKey customer, long instant) {
    return instant <= newest && erasures.cover(customer, instant);
  }
}
