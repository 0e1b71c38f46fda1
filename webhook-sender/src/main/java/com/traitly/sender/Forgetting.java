package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Endpoint;
import com.traitly.sender.outbox.Lane;
import com.traitly.sender.outbox.Lanes;
import com.traitly.streams.OwnErasures;
import com.traitly.streams.Store;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * Forgets customers that were erased: what waits for them is not sent, and whoever keeps the log of
 * an endpoint is told. Only the stream thread may call.
 *
 * @param erasures in UNIX milliseconds
 */
record Forgetting(
    OwnErasures erasures, Lanes lanes, Resends resends, Endpoints endpoints, Outputs outputs) {
  static final Store<Bytes, byte[]> ERASURES =
      new Store<>("erasures", Serdes.Bytes(), Serdes.ByteArray());

  /** The customer was erased; one of that name may come, or have come, again. */
  void forget(AccountKey customer, long erasedAt, long now) {
    erasures.remember(customer, erasedAt);
    resends.erase(customer);
    for (Endpoint endpoint : endpoints.all(customer.account())) {
      AccountKey key = new AccountKey(customer.account(), endpoint.id());
      lanes.erase(new Lane(key, customer.id()), erasedAt);
      // Attempts were made until now.
      outputs.forget(key, customer.id(), now);
    }
  }
}
