package com.traitly.platform.auth;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids that are unique, not secret. Thread-safe.
 *
 * <p>A random start per process and a count, because a random id each time would make all requests
 * queue for the random source.
 */
public final class UniqueIds {
  private final String start;
  private final AtomicLong count = new AtomicLong();

  /** Ids that start with this. */
  public UniqueIds(String start) {
    this.start = start + HexFormat.of().toHexDigits(new SecureRandom().nextLong()) + "_";
  }

  /** A new id. */
  public String next() {
    return start + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }
}
