package com.traitly.sender.endpoint;

import com.traitly.sender.rules.FailureStreak;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Encodes failure streaks; the first byte is the version of the layout. */
public final class FailureStreakCodec {
  private static final byte VERSION = 1;
  private static final int SIZE = 1 + Integer.BYTES + Long.BYTES + Integer.BYTES;

  private FailureStreakCodec() {}

  public static Serde<FailureStreak> serde() {
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

  /** The streak; null when it cannot be read, so that the endpoint's failures are counted anew. */
  private static @Nullable FailureStreak read(ByteBuffer bytes) {
    if (bytes.remaining() != SIZE || bytes.get() != VERSION) {
      return null;
    }
    return new FailureStreak(bytes.getInt(), bytes.getLong(), bytes.getInt());
  }
}
