package com.traitly.streams.list;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of stores that are read in order. Their components are written one after the other so that
 * unsigned byte order is the order of the components, and keys that share leading components are
 * neighbours.
 *
 * <p>A text is its length in two bytes, then its UTF-8: shorter texts come first, and no text is a
 * prefix of another. A number is eight bytes with the sign flipped, so that the smaller comes
 * first.
 */
public final class Keys {
  private static final int LENGTH_BYTES = Short.BYTES;
  private static final int MAX_TEXT_BYTES = 0xFFFF;
  private static final int INDEXED_BYTES = 256;

  private Keys() {}

  /**
   * A text component.
   *
   * @throws IllegalArgumentException when it is longer than 65,535 bytes
   */
  public static byte[] text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("too long for a key: " + utf8.length + " bytes");
    }
    return ByteBuffer.allocate(LENGTH_BYTES + utf8.length)
        .putShort((short) utf8.length)
        .put(utf8)
        .array();
  }

  /**
   * A text component of an index, cut when it is long: readers of the index compare the whole text
   * with what the entry points to.
   */
  public static byte[] indexed(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(utf8.length, INDEXED_BYTES);
    return ByteBuffer.allocate(LENGTH_BYTES + length)
        .putShort((short) length)
        .put(utf8, 0, length)
        .array();
  }

  /** A component of a number, such as an instant in UNIX seconds. */
  public static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array();
  }

  /** Components one after the other. */
  public static Bytes join(byte[]... components) {
    int length = 0;
    for (byte[] each : components) {
      length += each.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] each : components) {
      joined.put(each);
    }
    return Bytes.wrap(joined.array());
  }

  /** A bound above every key that starts with these components, and below all later ones. */
  public static Bytes end(Bytes prefix) {
    byte[] end = prefix.get().clone();
    for (int i = end.length - 1; i >= 0; i--) {
      end[i]++;
      if (end[i] != 0) {
        return Bytes.wrap(Arrays.copyOf(end, i + 1));
      }
    }
    // Only a first text of 65,535 bytes could get here.
    throw new IllegalArgumentException("nothing comes after " + prefix);
  }

  /** What follows the first {@code length} bytes of a key. */
  public static Bytes suffix(Bytes key, int length) {
    return Bytes.wrap(Arrays.copyOfRange(key.get(), length, key.get().length));
  }

  /** Reads components in the order they were written. */
  public static final class Reader {
    private final ByteBuffer bytes;

    /** Begins at the first component. */
    public Reader(byte[] key) {
      bytes = ByteBuffer.wrap(key);
    }

    /** The next component, a text. */
    public String text() {
      byte[] utf8 = new byte[Short.toUnsignedInt(bytes.getShort())];
      bytes.get(utf8);
      return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Skips a component of this many bytes. */
    public void skip(int length) {
      bytes.position(bytes.position() + length);
    }

    /** The next component, a number. */
    public long number() {
      return bytes.getLong() ^ Long.MIN_VALUE;
    }
  }
}
