package com.traitly.sender.http;

import java.nio.ByteBuffer;

/**
 * Counts the TLS records in the bytes from the network. Each record costs time to decrypt, however
 * short it is, so a limit on bytes alone would let a receiver use much time with few bytes. For one
 * thread at a time.
 */
final class TlsRecordCounter {
  private static final int HEADER = 5;
  private static final int LENGTH_HIGH = 3;
  private static final int BYTE = 0xff;

  private int headerRead;
  private int length;
  private int toSkip;
  private int records;

  /** Reads the next bytes; does not move the buffer's position. */
  void read(ByteBuffer buffer, int from, int to) {
    int at = from;
    while (at < to) {
      if (toSkip > 0) {
        int skipped = Math.min(toSkip, to - at);
        toSkip -= skipped;
        at += skipped;
      } else {
        header(buffer.get(at) & BYTE);
        at++;
      }
    }
  }

  private void header(int each) {
    if (headerRead >= LENGTH_HIGH) {
      length = length << Byte.SIZE | each;
    }
    headerRead++;
    if (headerRead == HEADER) {
      records++;
      toSkip = length;
      headerRead = 0;
      length = 0;
    }
  }

  /** How many records began since the last reset. */
  int records() {
    return records;
  }

  /** Restarts the count at zero, even in the middle of a record. */
  void reset() {
    records = 0;
  }
}
