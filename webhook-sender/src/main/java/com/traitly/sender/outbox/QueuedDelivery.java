package com.traitly.sender.outbox;

/**
 * A delivery in its place.
 *
 * @param lane whose turn it is
 * @param sequence the announcement's, by which the lane is ordered
 * @param delivery what is sent
 */
public record QueuedDelivery(DeliveryKey lane, long sequence, Delivery delivery) {
  QueuedDelivery with(Delivery changed) {
    return new QueuedDelivery(lane, sequence, changed);
  }
}
