package com.traitly.processor.customer;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@link BinaryWriter} wrote, in the same order. */
final class BinaryReader {
  private final ByteBuffer in;

  /**
   * A reader.
   *
   * @param known the version the caller can read
   * @throws IllegalArgumentException when the bytes are of another version or empty
   */
  BinaryReader(byte[] bytes, int known) {
    in = ByteBuffer.wrap(bytes);
    int version = bytes.length == 0 ? -1 : in.get();
    if (version != known) {
      throw new IllegalArgumentException(
          "state of format " + version + ", but only format " + known + " is known");
    }
  }

  /** See {@link BinaryWriter#number}. */
  long number() {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = in.get();
      value |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number that must fit an int. */
  int integer() {
    return Math.toIntExact(number());
  }

  /** See {@link BinaryWriter#fixed}. */
  long fixed() {
    return in.getLong();
  }

  /** See {@link BinaryWriter#fixed56}. */
  long fixed56() {
    long high = in.getInt() & 0xFFFF_FFFFL;
    long middle = in.getShort() & 0xFFFFL;
    return high << 24 | middle << 8 | in.get() & 0xFFL;
  }

  /** See {@link BinaryWriter#real}. */
  double real() {
    return Double.longBitsToDouble(fixed());
  }

  /** A text; null is an error. */
  String text() {
    String text = optionalText();
    if (text == null) {
      throw new IllegalArgumentException("a text is missing");
    }
    return text;
  }

  @Nullable String optionalText() {
    int length = integer();
    if (length < 0) {
      return null;
    }
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
