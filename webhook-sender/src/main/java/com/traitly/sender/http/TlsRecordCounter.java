package com.traitly.sender.http;

import java.nio.ByteBuffer;

/**
 * Counts the records of TLS in what comes from the network. Each costs time to decipher however
 * short it is, so a limit on bytes alone lets a receiver buy much time with little. For one thread
 * at a time.
 */
final class TlsRecordCounter {
  private static final int HEADER = 5;
  private static final int LENGTH_HIGH = 3;
  private static final int BYTE = 0xff;

  private int headerRead;
  private int length;
  private int toSkip;
  private int records;

  /** Reads on; the buffer's position stays. */
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

  /** How many began since the last reset. */
  int records() {
    return records;
  }

  /** Counts from zero again, wherever it is within a record. */
  void reset() {
    records = 0;
  }
}
