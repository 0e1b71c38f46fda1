package com.traitly.platform.auth;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids that are unique, not secret. Thread-safe.
 *
 * <p>An id is a start that is drawn once, and a count. Drawing each id would make all requests
 * queue for the random source.
 */
public final class UniqueIds {
  private final String start;
  private final AtomicLong count = new AtomicLong();

  /** Makes ids that begin with {@code start}. */
  public UniqueIds(String start) {
    this.start = start + HexFormat.of().toHexDigits(new SecureRandom().nextLong()) + "_";
  }

  /** A new id. */
  public String next() {
    return start + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }
}
