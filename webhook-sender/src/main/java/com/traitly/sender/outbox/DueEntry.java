package com.traitly.sender.outbox;

/**
 * An entry of the index of what is due: the lane's first delivery is due at this instant.
 *
 * @param lane which lane
 * @param at UNIX milliseconds
 * @param sequence of the delivery that was the first when the entry was made; -1 when not known
 */
public record DueEntry(DeliveryKey lane, long at, long sequence) {
  DueEntry(DeliveryKey lane, long at) {
    this(lane, at, -1);
  }
}
