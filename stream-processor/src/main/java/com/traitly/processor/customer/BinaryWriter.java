package com.traitly.processor.customer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The compact binary form of private state: numbers of variable length and texts after a version
 * byte. {@link BinaryReader} reads them in the same order.
 */
final class BinaryWriter {
  private byte[] out = new byte[512];
  private int size;

  /** A writer whose first byte is the format's version. */
  BinaryWriter(int version) {
    put(version);
  }

  /** A number of either sign, in few bytes when it is near zero. */
  BinaryWriter number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      put((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
    return this;
  }

  /** Eight bytes as they are, for hashes and doubles. */
  BinaryWriter fixed(long value) {
    return bigEndian(value, 56);
  }

  /** The lower seven bytes as they are. */
  BinaryWriter fixed56(long value) {
    return bigEndian(value, 48);
  }

  /** A double, exactly. */
  BinaryWriter real(double value) {
    return fixed(Double.doubleToRawLongBits(value));
  }

  /** A text or null. */
  BinaryWriter text(@Nullable String value) {
    if (value == null) {
      return number(-1);
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, out, size, bytes.length);
    size += bytes.length;
    return this;
  }

  byte[] bytes() {
    return Arrays.copyOf(out, size);
  }

  private BinaryWriter bigEndian(long value, int highestShift) {
    for (int shift = highestShift; shift >= 0; shift -= 8) {
      put((int) (value >>> shift));
    }
    return this;
  }

  private void put(int value) {
    reserve(1);
    out[size++] = (byte) value;
  }

  private void reserve(int more) {
    if (size + more > out.length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, size + more));
    }
  }
}
