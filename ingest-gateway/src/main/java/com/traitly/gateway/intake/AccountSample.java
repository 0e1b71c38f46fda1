package com.traitly.gateway.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * Admits of each account at most a hundred things a second, because a wrong client would fill a
 * topic with what it is shown. Thread-safe.
 */
public final class AccountSample {
  /** How many of an account are admitted in one second. */
  public static final int MOST_A_SECOND = 100;

  /** What {@link #admit} returns for what is left out. */
  public static final long LEFT_OUT = -1;

  // By account; there are as many as accounts that have API keys.
  private final Map<String, Second> seconds = new HashMap<>();

  /** What was admitted of an account in one second, and left out since the last one admitted. */
  private record Second(long second, int admitted, long leftOut) {}

  /**
   * Admits one more, or leaves it out.
   *
   * @param second the UNIX second in which it came
   * @return how many were left out since the last one admitted, or {@link #LEFT_OUT}
   */
  public synchronized long admit(String account, long second) {
    Second before = seconds.getOrDefault(account, new Second(second, 0, 0));
    int admitted = before.second() == second ? before.admitted() : 0;
    boolean full = admitted >= MOST_A_SECOND;
    seconds.put(
        account,
        full
            ? new Second(second, admitted, before.leftOut() + 1)
            : new Second(second, admitted + 1, 0));
    return full ? LEFT_OUT : before.leftOut();
  }
}
