package com.traitly.gateway;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids for events that came without one: unique, not secret. Thread-safe.
 *
 * <p>A random start per process and a count, because a random id per event would make all requests
 * queue for the random source.
 */
final class EventIds {
  private final String start =
      "evt_" + HexFormat.of().toHexDigits(new SecureRandom().nextLong()) + "_";
  private final AtomicLong count = new AtomicLong();

  String next() {
    return start + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }
}
