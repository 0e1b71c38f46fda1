package com.traitly.gateway.http;

/** How much a request may hold. */
public final class RequestLimits {
  public static final int REQUEST_BYTES = 1024 * 1024;
  public static final int BATCH_BYTES = 10 * 1024 * 1024;
  public static final int BATCH_ITEMS = 2_000;
  public static final int ITEM_BYTES = 32 * 1024;

  private RequestLimits() {}

  /** A number of bytes as a person says it. */
  public static String inWords(int bytes) {
    return bytes >= REQUEST_BYTES ? bytes / REQUEST_BYTES + " MiB" : bytes / 1024 + " KiB";
  }
}
