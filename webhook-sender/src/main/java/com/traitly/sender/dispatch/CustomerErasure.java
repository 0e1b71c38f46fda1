package com.traitly.sender.dispatch;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.sender.intake.Endpoints;
import com.traitly.sender.intake.Resends;
import com.traitly.sender.outbox.DeliveryKey;
import com.traitly.sender.outbox.DeliveryQueues;
import com.traitly.streams.node.Store;
import com.traitly.streams.node.TaskDeletionTimes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Removes the deliveries and resends that wait for erased customers, and tells the logs of the
 * account's endpoints to remove their attempts. Only the stream thread may call it.
 *
 * @param erasures in UNIX milliseconds
 */
record CustomerErasure(
    TaskDeletionTimes erasures,
    DeliveryQueues queues,
    Resends resends,
    Endpoints endpoints,
    ProcessorContext<AccountKey, Object> context) {
  static final Store<Bytes, byte[]> ERASURES = Store.ofBytes("erasures");

  /**
   * Forgets an erased customer. A new customer with the same id may come later, or may have come
   * already.
   */
  void forget(AccountKey customer, long erasedAt, long now) {
    erasures.remember(customer, erasedAt);
    resends.erase(customer);
    for (Endpoint endpoint : endpoints.all(customer.account())) {
      AccountKey key = new AccountKey(customer.account(), endpoint.id());
      queues.erase(new DeliveryKey(key, customer.id()), erasedAt);
      // Not erasedAt: attempts may have been made until now.
      Object command = new WebhookCommand.Forget("", customer.id(), now);
      context.forward(new Record<>(key, command, now), DeliverAnnouncements.FORGET_ATTEMPTS);
    }
  }
}
