package com.traitly.gateway.http;

/** Limits on the size of a request. */
public final class RequestLimits {
  public static final int REQUEST_BYTES = 1024 * 1024;
  public static final int BATCH_BYTES = 10 * 1024 * 1024;
  public static final int BATCH_ITEMS = 2_000;
  public static final int ITEM_BYTES = 32 * 1024;

  /** A body in Segment's format whose API key is in its head. */
  public static final int FOREIGN_BYTES = 4 * 1024 * 1024;

  /** A body in Segment's format that has the API key itself. */
  public static final int FOREIGN_UNKNOWN_BYTES = 500 * 1024;

  private RequestLimits() {}

  /** A number of bytes as people read it, such as {@code 32 KiB}. */
  public static String inWords(int bytes) {
    return bytes >= REQUEST_BYTES ? bytes / REQUEST_BYTES + " MiB" : bytes / 1024 + " KiB";
  }
}
