package com.traitly.processor.customer;

import org.jspecify.annotations.Nullable;

/**
 * Where the packed chunks of one customer's timeline lie, numbered from 0, and the buckets of event
 * ids, numbered downwards from -1.
 */
public interface TimelineChunks {
  /** The number under which a bucket of event ids lies. */
  static int idBucket(int bucket) {
    return ~bucket;
  }

  /** The bytes of a chunk; null when there is none. */
  byte @Nullable [] read(int chunk);

  /** Puts a chunk in place. */
  void write(int chunk, byte[] bytes);
}
