package com.traitly.sender.http;

import java.io.IOException;
import java.time.Duration;

/** How much of an answer is read: a receiver may send for ever. */
final class AnswerLimits {
  /** Bytes of headers, those of interim answers included. */
  static final int HEADERS = 16 * 1_024;

  /**
   * Bytes of the body that are kept; nothing is read after the read that brings the last of them.
   */
  static final int BODY = 2_048;

  /** Bytes that one read from the network may bring. */
  static final int BUFFER = 4_096;

  /** TLS records that may arrive for one request; a handshake and an answer take about twenty. */
  static final int RECORDS = 512;

  // A body of 2 KiB in chunks of one byte takes six times as many bytes; trailers come on top.
  private static final int FRAMING = 16 * 1_024;
  // The certificates of a handshake, and what encryption adds to an answer in small records.
  private static final int ENCRYPTION = 64 * 1_024;

  private AnswerLimits() {}

  /** The receiver sent more bytes than are read of any answer, or sent for too long. */
  static final class Exceeded extends IOException {
    Exceeded() {
      super("more than is read of an answer");
    }
  }

  /** Bytes that may arrive from the network for one request, up to the end of the headers. */
  static int bytesOfHeaders(boolean encrypted) {
    return HEADERS + (encrypted ? ENCRYPTION : 0);
  }

  /** Further bytes that may arrive once the headers are complete. */
  static int bytesOfBody() {
    return BODY + FRAMING;
  }

  /** How long bytes may arrive on a connection for one request with this deadline. */
  static Duration timePerRequest(Duration deadline) {
    return deadline.plusSeconds(1);
  }
}
