package com.traitly.processor.prediction;

import java.util.TreeMap;

/**
 * The windows that opened in one calendar step: they pass every age together, so the life table
 * needs only how many are still open. What each window already told is kept by a 64-bit digest of
 * its identity, to see through messages that come twice. Single-threaded.
 */
public final class Cohort {

  static final byte OPENED = 1;
  static final byte REACHED = 2;
  static final byte CLOSED = 4;

  private final TreeMap<Long, Byte> told = new TreeMap<>();
  private long open;

  private Cohort() {}

  static Cohort empty() {
    return new Cohort();
  }

  static Cohort restore(State state) {
    Cohort cohort = new Cohort();
    cohort.open = state.open();
    for (int i = 0; i < state.windows().length; i++) {
      cohort.told.put(state.windows()[i], state.told()[i]);
    }
    return cohort;
  }

  State state(long step) {
    long[] windows = new long[told.size()];
    byte[] flags = new byte[windows.length];
    int at = 0;
    for (var entry : told.entrySet()) {
      windows[at] = entry.getKey();
      flags[at++] = entry.getValue();
    }
    return new State(step, open, windows, flags);
  }

  long open() {
    return open;
  }

  void join() {
    open++;
  }

  void leave() {
    open--;
  }

  boolean hasTold(WindowMessage window, int flags) {
    return (told.getOrDefault(digest(window), (byte) 0) & flags) != 0;
  }

  void tell(WindowMessage window, byte flag) {
    told.merge(digest(window), flag, (known, added) -> (byte) (known | added));
  }

  /** FNV-1a over both parts of the identity, then mixed so that near keys lie far apart. */
  private static long digest(WindowMessage window) {
    long hash = 0xcbf29ce484222325L ^ window.openedAt();
    String customer = window.customer();
    for (int i = 0; i < customer.length(); i++) {
      hash = (hash ^ customer.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 29);
  }

  /**
   * A cohort at rest.
   *
   * @param step calendar step in which its windows opened
   * @param open windows not yet reached
   * @param windows digests of the windows heard of, ascending
   * @param told what each told: 1 opened, 2 reached, 4 closed, added up
   */
  @SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
  public record State(long step, long open, long[] windows, byte[] told) {}
}
