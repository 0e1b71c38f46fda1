package com.traitly.gateway.intake;

import com.traitly.contracts.model.AccountKey;

/** What this process knows about customers. Implementations are thread-safe. */
public interface KnownCustomers {
  /** Whether there may be a profile of this customer; false only when there is none. */
  boolean mayBeKnown(AccountKey customer);

  /** Notes that a fact about the customer with this record key was accepted here. */
  void accepted(byte[] key);

  /** Starts to watch the profiles of this customer; to be called before its facts are sent. */
  ProfileWatch watch(AccountKey customer);
}
