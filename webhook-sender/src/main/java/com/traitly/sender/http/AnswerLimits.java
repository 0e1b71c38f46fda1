package com.traitly.sender.http;

import java.time.Duration;

/** How much of an answer is read: a receiver may send for ever. */
final class AnswerLimits {
  /** Bytes of headers, those of interim answers included. */
  static final int HEADERS = 16 * 1_024;

  /** Bytes of the body that are kept; not one more is read than comes with them. */
  static final int BODY = 2_048;

  /** Bytes a read from the network may bring at once. */
  static final int BUFFER = 4_096;

  /** Records of TLS that a request may bring; a handshake and an answer take some twenty. */
  static final int RECORDS = 512;

  // A body of 2 KiB in chunks of one byte takes six times as much; besides there are trailers.
  private static final int FRAMING = 16 * 1_024;
  // Certificates of a handshake, and what encryption adds to an answer in small records.
  private static final int ENCRYPTION = 64 * 1_024;

  private AnswerLimits() {}

  /** Bytes that a request may bring from the network up to the end of its headers. */
  static int bytesOfHeaders(boolean encrypted) {
    return HEADERS + (encrypted ? ENCRYPTION : 0);
  }

  /** Bytes that it may bring besides, once the headers are whole. */
  static int bytesOfBody() {
    return BODY + FRAMING;
  }

  /** How long a connection may bring bytes for one request that has a deadline. */
  static Duration timePerRequest(Duration deadline) {
    return deadline.plusSeconds(1);
  }
}
