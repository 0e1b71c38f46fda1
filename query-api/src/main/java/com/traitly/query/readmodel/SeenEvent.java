package com.traitly.query.readmodel;

import com.traitly.contracts.model.Event;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the first event with an id is stored, so that a second one is recognised.
 *
 * @param occurredAt UNIX milliseconds; completes the event's key
 * @param receivedAt UNIX milliseconds
 */
record SeenEvent(long occurredAt, long receivedAt) {
  private static final byte FORMAT = 1;
  private static final long REMEMBERED = Duration.ofDays(7).toMillis();

  static SeenEvent of(Event event) {
    return new SeenEvent(event.occurredAt(), event.receivedAt());
  }

  /** Whether an event of the same id is this one again, rather than a new use of the id. */
  boolean isRepeatedBy(Event event) {
    return Math.abs(event.receivedAt() - receivedAt) <= REMEMBERED;
  }

  byte[] bytes() {
    return ByteBuffer.allocate(1 + 2 * Long.BYTES)
        .put(FORMAT)
        .putLong(occurredAt)
        .putLong(receivedAt)
        .array();
  }

  /** Null when it cannot be read: then the event counts as new. */
  static @Nullable SeenEvent read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length != 1 + 2 * Long.BYTES || buffer.get() != FORMAT) {
      return null;
    }
    return new SeenEvent(buffer.getLong(), buffer.getLong());
  }
}
