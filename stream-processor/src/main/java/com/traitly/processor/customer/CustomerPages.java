package com.traitly.processor.customer;

import org.jspecify.annotations.Nullable;

/**
 * Storage for the pages of one customer: the packed chunks of the timeline, numbered from 0; the
 * buckets of event ids, numbered downwards from -1; and the history of the profile.
 */
@FunctionalInterface
public interface CustomerPages {
  /** The page number of the profile's history. */
  int PROFILE = Integer.MIN_VALUE;

  /** The page number of a bucket of event ids. */
  static int idBucket(int bucket) {
    return ~bucket;
  }

  /** The bytes of a page; null when there is none. */
  byte @Nullable [] read(int page);

  /** Stores a page; pages that can only be read throw. */
  default void write(int page, byte[] bytes) {
    throw new UnsupportedOperationException("these pages can only be read");
  }
}
