package com.traitly.sender.outbox;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a lane and subject: up to where it is settled, and the likelihood last
 * taken. Only the stream thread may call.
 */
record Subjects(KeyValueStore<Bytes, byte[]> settled, KeyValueStore<Bytes, byte[]> lastSent) {
  private static final byte VERSION = 1;

  /** The sequence up to which this delivery's lane and subject are done with; -1 at first. */
  long settledUpTo(QueuedDelivery waiting) {
    byte[] value = settled.get(OutboxKeys.settled(waiting));
    return value == null || !isWhole(value) ? -1 : ByteBuffer.wrap(value, 1, Long.BYTES).getLong();
  }

  /** This one, which was not settled when its turn came, is done with. */
  void settle(QueuedDelivery waiting) {
    // One that was sent once more says nothing of those announced after it.
    if (waiting.delivery().resent() && waiting.sequence() <= settledUpTo(waiting)) {
      return;
    }
    byte[] value = new byte[1 + Long.BYTES];
    ByteBuffer.wrap(value).put(VERSION).putLong(waiting.sequence());
    settled.put(OutboxKeys.settled(waiting), value);
  }

  /**
   * The likelihood last taken by the endpoint of this lane and subject; null when there is none.
   */
  @Nullable Double lastSent(QueuedDelivery waiting) {
    byte[] value = lastSent.get(OutboxKeys.settled(waiting));
    return value == null || !isWhole(value)
        ? null
        : (Double) ByteBuffer.wrap(value, 1, Double.BYTES).getDouble();
  }

  /** One that cannot be read counts as none: at worst something is sent twice. */
  private static boolean isWhole(byte[] value) {
    return value.length == 1 + Long.BYTES && value[0] == VERSION;
  }

  void remember(QueuedDelivery sent, double likelihood) {
    byte[] value = new byte[1 + Double.BYTES];
    ByteBuffer.wrap(value).put(VERSION).putDouble(likelihood);
    lastSent.put(OutboxKeys.settled(sent), value);
  }
}
