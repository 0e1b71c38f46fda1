package com.traitly.gateway.intake;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A Bloom filter that remembers keys in 16 MiB, however many there are. It always recognises a key
 * that was added, and nearly always rejects one that was not. Thread-safe.
 */
final class KeyBloomFilter {
  private static final int WORDS = 1 << 21;
  private static final long BITS = WORDS * 64L;
  private static final int PROBES = 4;
  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final AtomicLongArray words = new AtomicLongArray(WORDS);

  /** Remembers a key. */
  void add(byte[] key) {
    long hash = hash(key);
    for (int i = 0; i < PROBES; i++) {
      long bit = bit(hash, i);
      long mask = 1L << bit;
      int word = (int) (bit >>> 6);
      if ((words.get(word) & mask) == 0) {
        words.getAndAccumulate(word, mask, (before, more) -> before | more);
      }
    }
  }

  /** True when the key was added, and for few others. */
  boolean mayHave(byte[] key) {
    long hash = hash(key);
    for (int i = 0; i < PROBES; i++) {
      long bit = bit(hash, i);
      if ((words.get((int) (bit >>> 6)) & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  private static long bit(long hash, int probe) {
    long step = hash >>> 32 | 1;
    return Math.floorMod((hash & 0xffffffffL) + probe * step, BITS);
  }

  /** FNV-1a, mixed so that all of its bits depend on the last bytes too. */
  private static long hash(byte[] key) {
    long hash = OFFSET_BASIS;
    for (byte each : key) {
      hash = (hash ^ (each & 0xff)) * PRIME;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    return hash ^ hash >>> 29;
  }
}
