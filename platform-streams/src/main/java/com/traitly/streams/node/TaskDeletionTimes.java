package com.traitly.streams.node;

import com.traitly.contracts.model.AccountKey;

/**
 * Erasures that one processor alone remembers. When somebody was last erased is kept in memory, so
 * that nearly always what is later needs no look into the store. Only the stream thread may call.
 */
public final class TaskDeletionTimes {
  private final DeletionTimes erasures;
  private long newest;

  /** Reads all there are. */
  public TaskDeletionTimes(DeletionTimes erasures) {
    this.erasures = erasures;
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
