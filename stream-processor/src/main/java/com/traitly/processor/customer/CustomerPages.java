package com.traitly.processor.customer;

import org.jspecify.annotations.Nullable;

/**
 * Where the pages of one customer lie: the packed chunks of the timeline, numbered from 0; the
 * buckets of event ids, numbered downwards from -1; and the history of the profile.
 */
public interface CustomerPages {
  /** The number under which the history of the profile lies. */
  int PROFILE = Integer.MIN_VALUE;

  /** The number under which a bucket of event ids lies. */
  static int idBucket(int bucket) {
    return ~bucket;
  }

  /** The bytes of a page; null when there is none. */
  byte @Nullable [] read(int page);

  /** Puts a page in place. */
  void write(int page, byte[] bytes);
}
