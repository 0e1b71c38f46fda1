package com.traitly.testkit.guarantee;

import java.util.Arrays;

/**
 * Records when a customer's events were acknowledged, so that a count read meanwhile can be judged.
 * Instants are milliseconds of one clock. Thread-safe.
 */
public final class CountHistory {
  private long[] acknowledgedAt = new long[16];
  private int acknowledged;
  private int sent;
  private String position = "";

  /** Notes that an event is about to be sent. */
  public synchronized void sending() {
    sent++;
  }

  /**
   * Notes that an event that was sent is acknowledged.
   *
   * @param position of the event, as the answer gives it
   */
  public synchronized void acknowledged(long at, String position) {
    if (acknowledged == acknowledgedAt.length) {
      acknowledgedAt = Arrays.copyOf(acknowledgedAt, 2 * acknowledged);
    }
    acknowledgedAt[acknowledged++] = at;
    this.position = position;
  }

  /** How many events were acknowledged so far, and the position of the last. */
  public synchronized Acknowledged acknowledged() {
    return new Acknowledged(acknowledged, position);
  }

  /** How many events had been acknowledged by an instant. */
  public synchronized int acknowledgedBy(long instant) {
    int count = acknowledged;
    while (count > 0 && acknowledgedAt[count - 1] > instant) {
      count--;
    }
    return count;
  }

  /** How many events have been sent at most. */
  public synchronized int sent() {
    return sent;
  }

  /**
   * What a reader may rely on.
   *
   * @param count how many events
   * @param position of the last; empty for none
   */
  public record Acknowledged(int count, String position) {}
}
