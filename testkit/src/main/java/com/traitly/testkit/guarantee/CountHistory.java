package com.traitly.testkit.guarantee;

import java.util.Arrays;

/**
 * What a customer's events were acknowledged when, so that a count can be judged that was read
 * meanwhile. Instants are milliseconds of one clock. Thread-safe.
 */
public final class CountHistory {
  private long[] acknowledgedAt = new long[16];
  private int acknowledged;
  private int sent;
  private String position = "";

  /** An event is about to be sent. */
  public synchronized void sending() {
    sent++;
  }

  /**
   * One that was sent is acknowledged.
   *
   * @param position what the answer says of where it went
   */
  public synchronized void acknowledged(long at, String position) {
    if (acknowledged == acknowledgedAt.length) {
      acknowledgedAt = Arrays.copyOf(acknowledgedAt, 2 * acknowledged);
    }
    acknowledgedAt[acknowledged++] = at;
    this.position = position;
  }

  /** What was acknowledged so far, and where the last of it went. */
  public synchronized Acknowledged acknowledged() {
    return new Acknowledged(acknowledged, position);
  }

  /** How many had been acknowledged by an instant. */
  public synchronized int acknowledgedBy(long instant) {
    int count = acknowledged;
    while (count > 0 && acknowledgedAt[count - 1] > instant) {
      count--;
    }
    return count;
  }

  /** How many have been sent at most. */
  public synchronized int sent() {
    return sent;
  }

  /**
   * What a reader may rely on.
   *
   * @param count how many events
   * @param position where the last went; empty for none
   */
  public record Acknowledged(int count, String position) {}
}
