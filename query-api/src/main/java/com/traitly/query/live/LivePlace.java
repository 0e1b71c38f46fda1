package com.traitly.query.live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * How far a stream got: the offset to be read next in each partition that it reads. A caller gets
 * it as the id of an item and sends it back to go on behind that item. It names no account, so even
 * a forged one leads only to the caller's own items. Immutable.
 */
final class LivePlace {
  private static final byte FORMAT = 1;
  private static final long SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  /** A longer id would not fit into a header. */
  private static final int LONGEST_TEXT = 4_096;

  private final long[] next;

  /** The place before these offsets. */
  LivePlace(long[] next) {
    this.next = next.clone();
  }

  /** The offset to be read next in a partition. */
  long next(int partition) {
    return next[partition];
  }

  /** How many partitions it names. */
  int partitions() {
    return next.length;
  }

  /** The place with another offset in one partition. */
  LivePlace with(int partition, long offset) {
    LivePlace other = new LivePlace(next);
    other.next[partition] = offset;
    return other;
  }

  /** The id; empty when there are so many partitions that it would be too long. */
  Optional<String> text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(FORMAT);
    for (long each : next) {
      long rest = each;
      while (rest > SEVEN_BITS) {
        bytes.write((int) (rest & SEVEN_BITS) | MORE);
        rest >>>= 7;
      }
      bytes.write((int) rest);
    }
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    return text.length() <= LONGEST_TEXT ? Optional.of(text) : Optional.empty();
  }

  /** Reads an id; empty when it is none of a stream with so many partitions. */
  static Optional<LivePlace> read(String text, int partitions) {
    if (text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (!bytes.hasRemaining() || bytes.get() != FORMAT) {
        return Optional.empty();
      }
      long[] next = new long[partitions];
      for (int i = 0; i < partitions; i++) {
        next[i] = number(bytes);
      }
      return bytes.hasRemaining() || hasNegative(next)
          ? Optional.empty()
          : Optional.of(new LivePlace(next));
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static long number(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = bytes.get();
      number |= (part & SEVEN_BITS) << shift;
      if ((part & MORE) == 0) {
        return number;
      }
    }
    return -1;
  }

  private static boolean hasNegative(long[] offsets) {
    for (long each : offsets) {
      if (each < 0) {
        return true;
      }
    }
    return false;
  }
}
