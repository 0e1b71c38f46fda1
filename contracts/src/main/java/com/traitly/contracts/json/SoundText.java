package com.traitly.contracts.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks all JSON before anything reads it: strict UTF-8, and no escape that stands for half of a
 * surrogate pair. Text that passes has one form in UTF-8, so it can be written again and every
 * program can read it.
 *
 * <p>The check is one pass over the bytes. Eight ASCII bytes without a backslash cost one step.
 */
public final class SoundText {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long BACKSLASHES = LOW_BITS * '\\';
  private static final int UNIT = 6;
  private static final int NO_UNIT = -1;

  private SoundText() {}

  /** The index of the first byte of something unsound; negative when all is sound. */
  public static int flawIn(byte[] text, int from, int to) {
    int at = from;
    while (at < to) {
      at = plainEnd(text, at, to);
      if (at < to) {
        int length = text[at] == '\\' ? escape(text, at, to) : sequence(text, at, to);
        if (length == 0) {
          return at;
        }
        at += length;
      }
    }
    return -1;
  }

  /** The index at which ASCII without backslashes ends. */
  private static int plainEnd(byte[] text, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES && isPlain((long) LONGS.get(text, at))) {
      at += Long.BYTES;
    }
    while (at < to && text[at] >= 0 && text[at] != '\\') {
      at++;
    }
    return at;
  }

  /** Whether eight bytes are ASCII and none is a backslash. */
  private static boolean isPlain(long eight) {
    long zeroWhereBackslash = eight ^ BACKSLASHES;
    return ((eight | (zeroWhereBackslash - LOW_BITS)) & HIGH_BITS) == 0;
  }

  /** The length of one character's UTF-8 sequence; 0 when it is invalid. */
  private static int sequence(byte[] text, int at, int to) {
    int first = text[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int length = length(first);
    if (length == 0 || at + length > to || !isSecond(first, text[at + 1] & 0xFF)) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((text[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** The length of a sequence that begins with this byte; 0 when none begins with it. */
  private static int length(int first) {
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }

  /** The second byte rules out overlong forms, surrogates and everything above U+10FFFF. */
  private static boolean isSecond(int first, int second) {
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= least && second <= most;
  }

  /** The length of an escape, or of two that make a pair; 0 for half of a pair. */
  private static int escape(byte[] text, int at, int to) {
    int unit = unit(text, at, to);
    if (unit == NO_UNIT) {
      // Another escape, or an invalid one, which the parser finds. A non-ASCII byte is not skipped.
      return at + 1 < to && text[at + 1] >= 0 ? 2 : 1;
    }
    if (!Character.isSurrogate((char) unit)) {
      return UNIT;
    }
    int next = unit(text, at + UNIT, to);
    boolean pair =
        Character.isHighSurrogate((char) unit)
            && next != NO_UNIT
            && Character.isLowSurrogate((char) next);
    return pair ? 2 * UNIT : 0;
  }

  /** The UTF-16 unit of a six-character escape; {@code NO_UNIT} for anything else. */
  private static int unit(byte[] text, int at, int to) {
    if (at + UNIT > to || text[at] != '\\' || text[at + 1] != 'u') {
      return NO_UNIT;
    }
    int unit = 0;
    for (int i = at + 2; i < at + UNIT; i++) {
      int digit = Character.digit(text[i], 16);
      if (digit < 0) {
        return NO_UNIT;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }
}
