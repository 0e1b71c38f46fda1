package com.traitly.sender.outbox;

/**
 * How many deliveries wait in each lane, at most: counters which several lanes may share. Most
 * lanes are empty or hold one, and to learn that from the store means to walk over all that was
 * removed beside them. For one thread.
 */
final class QueueLengthBounds {
  private static final int SLOTS = 1 << 17;

  private final int[] slots = new int[SLOTS];
  private boolean complete;

  /** One more waits, or was found waiting. */
  void added(DeliveryKey lane) {
    slots[slot(lane)]++;
  }

  /** One less waits. */
  void removed(DeliveryKey lane) {
    if (complete) { // else it may be one that was not counted yet
      slots[slot(lane)]--;
    }
  }

  /** All that waited at first has been counted. */
  void complete() {
    complete = true;
  }

  /** Whether it has been. */
  boolean isComplete() {
    return complete;
  }

  /** Whether it is certain that no more than so many wait. */
  boolean atMost(int count, DeliveryKey lane) {
    return complete && slots[slot(lane)] <= count;
  }

  private static int slot(DeliveryKey lane) {
    int hash = lane.hashCode() * 0x9E3779B9;
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
  }
}
