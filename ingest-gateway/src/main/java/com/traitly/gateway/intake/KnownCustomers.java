package com.traitly.gateway.intake;

import com.traitly.contracts.model.AccountKey;

/** What this process hears of customers. Implementations are thread-safe. */
public interface KnownCustomers {
  /** Whether there may be a profile of this customer; false only when there is none. */
  boolean mayBeKnown(AccountKey customer);

  /** A fact about the customer of this record key was accepted here. */
  void accepted(byte[] key);

  /** Listens to what comes of facts about this customer; to be begun before they are sent. */
  ProfileWatch watch(AccountKey customer);
}
