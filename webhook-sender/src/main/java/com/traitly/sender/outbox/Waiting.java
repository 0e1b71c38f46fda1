package com.traitly.sender.outbox;

/**
 * A delivery in its place.
 *
 * @param lane whose turn it is
 * @param sequence the announcement's, by which the lane is ordered
 * @param delivery what is sent
 */
public record Waiting(Lane lane, long sequence, Delivery delivery) {
  Waiting with(Delivery changed) {
    return new Waiting(lane, sequence, changed);
  }
}
