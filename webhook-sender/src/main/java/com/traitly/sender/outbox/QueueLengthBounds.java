package com.traitly.sender.outbox;

/**
 * Counts how many deliveries wait in each queue, at most: several queues may share a counter. Most
 * queues are empty or hold one delivery, and learning that from the store means walking over all
 * that was removed beside them. Not thread-safe.
 */
final class QueueLengthBounds {
  private static final int SLOTS = 1 << 17;

  private final int[] slots = new int[SLOTS];
  private boolean complete;

  /** Counts one more delivery, which was added or found. */
  void added(DeliveryKey deliveryKey) {
    slots[slot(deliveryKey)]++;
  }

  /** Counts one delivery less. */
  void removed(DeliveryKey deliveryKey) {
    if (complete) { // else it may be one that was not counted yet
      slots[slot(deliveryKey)]--;
    }
  }

  /** Notes that all deliveries that waited at the start have been counted. */
  void complete() {
    complete = true;
  }

  /** Whether all have been counted. */
  boolean isComplete() {
    return complete;
  }

  /** Whether it is certain that no more than so many wait. */
  boolean atMost(int count, DeliveryKey deliveryKey) {
    return complete && slots[slot(deliveryKey)] <= count;
  }

  private static int slot(DeliveryKey deliveryKey) {
    int hash = deliveryKey.hashCode() * 0x9E3779B9;
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
  }
}
