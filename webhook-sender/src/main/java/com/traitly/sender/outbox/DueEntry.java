package com.traitly.sender.outbox;

/**
 * An entry of the index of due queues: the queue's first delivery is due at this instant.
 *
 * @param deliveryKey which queue
 * @param at UNIX milliseconds
 * @param sequence of the delivery that was the first when the entry was made; -1 when not known
 */
public record DueEntry(DeliveryKey deliveryKey, long at, long sequence) {
  DueEntry(DeliveryKey deliveryKey, long at) {
    this(deliveryKey, at, -1);
  }
}
