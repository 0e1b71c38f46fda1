package com.traitly.sender;

import com.traitly.sender.rules.FailureStreak;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Streaks as bytes; the first is the version of the layout. */
final class FailureStreakCodec {
  private static final byte VERSION = 1;
  private static final int SIZE = 1 + Integer.BYTES + Long.BYTES + Integer.BYTES;

  private FailureStreakCodec() {}

  static Serde<FailureStreak> serde() {
    return Serdes.serdeFrom(
        (topic, streak) -> streak == null ? null : write(streak),
        (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));
  }

  private static byte[] write(FailureStreak streak) {
    return ByteBuffer.allocate(SIZE)
        .put(VERSION)
        .putInt(streak.activation())
        .putLong(streak.since())
        .putInt(streak.told())
        .array();
  }

  private static FailureStreak read(ByteBuffer bytes) {
    byte version = bytes.get();
    if (version != VERSION) {
      throw new SerializationException("failure streak of unknown version " + version);
    }
    return new FailureStreak(bytes.getInt(), bytes.getLong(), bytes.getInt());
  }
}
