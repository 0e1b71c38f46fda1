package com.traitly.sender.dispatch;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.sender.endpoint.Endpoints;
import com.traitly.sender.intake.Resends;
import com.traitly.sender.outbox.DeliveryKey;
import com.traitly.sender.outbox.DeliveryQueues;
import com.traitly.streams.node.Store;
import com.traitly.streams.node.TaskDeletionTimes;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * Forgets customers that were erased: what waits for them is not sent, and whoever keeps the log of
 * an endpoint is told. Only the stream thread may call.
 *
 * @param erasures in UNIX milliseconds
 */
public record CustomerErasure(
    TaskDeletionTimes erasures,
    DeliveryQueues lanes,
    Resends resends,
    Endpoints endpoints,
    DeliveryOutputs outputs) {
  public static final Store<Bytes, byte[]> ERASURES =
      new Store<>("erasures", Serdes.Bytes(), Serdes.ByteArray());

  /** The customer was erased; one of that name may come, or have come, again. */
  public void forget(AccountKey customer, long erasedAt, long now) {
    erasures.remember(customer, erasedAt);
    resends.erase(customer);
    for (Endpoint endpoint : endpoints.all(customer.account())) {
      AccountKey key = new AccountKey(customer.account(), endpoint.id());
      lanes.erase(new DeliveryKey(key, customer.id()), erasedAt);
      // Attempts were made until now.
      outputs.forget(key, customer.id(), now);
    }
  }
}
