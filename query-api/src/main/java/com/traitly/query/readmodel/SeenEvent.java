package com.traitly.query.readmodel;

import com.traitly.contracts.model.Event;
import java.nio.ByteBuffer;

/**
 * Where the first event of an id is, so that a second one is recognised.
 *
 * @param occurredAt UNIX seconds, the rest of its key
 * @param receivedAt UNIX seconds
 */
record SeenEvent(long occurredAt, long receivedAt) {
  private static final byte FORMAT = 1;
  private static final long REMEMBERED_SECONDS = 7 * 86_400L;

  static SeenEvent of(Event event) {
    return new SeenEvent(event.occurredAt(), event.receivedAt());
  }

  /** Whether an event of the same id is this one again, rather than a new use of the id. */
  boolean isRepeatedBy(Event event) {
    return Math.abs(event.receivedAt() - receivedAt) <= REMEMBERED_SECONDS;
  }

  byte[] bytes() {
    return ByteBuffer.allocate(1 + 2 * Long.BYTES)
        .put(FORMAT)
        .putLong(occurredAt)
        .putLong(receivedAt)
        .array();
  }

  static SeenEvent read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte format = buffer.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException("unknown format of a seen event: " + format);
    }
    return new SeenEvent(buffer.getLong(), buffer.getLong());
  }
}
