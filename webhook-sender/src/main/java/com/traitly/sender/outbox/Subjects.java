package com.traitly.sender.outbox;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of each queue and subject up to which sequence it is settled, and the likelihood that
 * the endpoint last took. Only the stream thread may call it.
 */
record Subjects(KeyValueStore<Bytes, byte[]> settled, KeyValueStore<Bytes, byte[]> lastSent) {
  private static final byte VERSION = 1;

  /** The sequence up to which this delivery's queue and subject are settled; -1 at first. */
  long settledUpTo(QueuedDelivery waiting) {
    byte[] value = settled.get(OutboxKeys.settled(waiting));
    return value == null || !isWhole(value) ? -1 : ByteBuffer.wrap(value, 1, Long.BYTES).getLong();
  }

  /** Settles a delivery that was not settled when it was sent. */
  void settle(QueuedDelivery waiting) {
    // A resent delivery says nothing about those announced after it.
    if (waiting.delivery().resent() && waiting.sequence() <= settledUpTo(waiting)) {
      return;
    }
    byte[] value = new byte[1 + Long.BYTES];
    ByteBuffer.wrap(value).put(VERSION).putLong(waiting.sequence());
    settled.put(OutboxKeys.settled(waiting), value);
  }

  /**
   * The likelihood that the endpoint last took of this queue and subject; null when there is none.
   */
  @Nullable Double lastSent(QueuedDelivery waiting) {
    byte[] value = lastSent.get(OutboxKeys.settled(waiting));
    return value == null || !isWhole(value)
        ? null
        : (Double) ByteBuffer.wrap(value, 1, Double.BYTES).getDouble();
  }

  /** A value that cannot be read counts as none: at worst something is sent twice. */
  private static boolean isWhole(byte[] value) {
    return value.length == 1 + Long.BYTES && value[0] == VERSION;
  }

  void remember(QueuedDelivery sent, double likelihood) {
    byte[] value = new byte[1 + Double.BYTES];
    ByteBuffer.wrap(value).put(VERSION).putDouble(likelihood);
    lastSent.put(OutboxKeys.settled(sent), value);
  }
}
