package com.traitly.sender.outbox;

/**
 * A delivery in its place in a queue.
 *
 * @param deliveryKey which queue
 * @param sequence of the announcement; orders the queue
 * @param delivery what is sent
 */
public record QueuedDelivery(DeliveryKey deliveryKey, long sequence, Delivery delivery) {
  QueuedDelivery with(Delivery changed) {
    return new QueuedDelivery(deliveryKey, sequence, changed);
  }
}
