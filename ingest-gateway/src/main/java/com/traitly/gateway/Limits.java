package com.traitly.gateway;

/** How much a request may hold. */
final class Limits {
  static final int REQUEST_BYTES = 1024 * 1024;
  static final int BATCH_BYTES = 10 * 1024 * 1024;
  static final int BATCH_ITEMS = 2_000;
  static final int ITEM_BYTES = 32 * 1024;

  private Limits() {}

  /** A number of bytes as a person says it. */
  static String inWords(int bytes) {
    return bytes >= REQUEST_BYTES ? bytes / REQUEST_BYTES + " MiB" : bytes / 1024 + " KiB";
  }
}
