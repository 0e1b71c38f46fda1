package com.traitly.streams;

import com.traitly.contracts.model.AccountKey;

/**
 * Erasures that one processor alone remembers. When somebody was last erased is kept in memory, so
 * that nearly always what is later needs no look into the store. Only the stream thread may call.
 */
public final class OwnErasures {
  private final Erasures erasures;
  private long newest;

  /** Reads all there are. */
  public OwnErasures(Erasures erasures) {
    this.erasures = erasures;
    newest = erasures.newest();
  }

  /** As {@link Erasures#remember}. */
  public void remember(AccountKey customer, long erasedAt) {
    erasures.remember(customer, erasedAt);
    newest = Math.max(newest, erasedAt);
  }

  /** As {@link Erasures#cover}. */
  public boolean cover(AccountKey customer, long instant) {
    return instant <= newest && erasures.cover(customer, instant);
  }
}
