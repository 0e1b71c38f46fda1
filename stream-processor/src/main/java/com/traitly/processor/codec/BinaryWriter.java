package com.traitly.processor.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes numbers and texts compactly, for {@link BinaryReader} to read in the same order. */
public final class BinaryWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  /** A writer whose first byte tells the format's version. */
  public BinaryWriter(int version) {
    out.write(version);
  }

  /** A number, short when it is near zero, of either sign. */
  public BinaryWriter number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** Eight bytes as they are, for hashes and doubles. */
  public BinaryWriter fixed(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  /** A double, exactly. */
  public BinaryWriter real(double value) {
    return fixed(Double.doubleToRawLongBits(value));
  }

  /** A text or null. */
  public BinaryWriter text(@Nullable String value) {
    if (value == null) {
      return number(-1);
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    out.write(bytes, 0, bytes.length);
    return this;
  }

  /** What was written. */
  public byte[] bytes() {
    return out.toByteArray();
  }
}
