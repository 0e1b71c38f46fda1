package com.traitly.query.live;

import com.traitly.contracts.model.AccountKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One stream's queue. When its caller reads too slowly, the oldest items are left out and counted.
 * Thread-safe.
 */
public final class LiveListener {
  static final int MOST_ITEMS = 1_000;
  static final int MOST_BYTES = 256 << 10;

  private final String account;
  private final Map<String, String> filters;
  private final LivePlace from;
  private final Deque<LiveEntry> queue = new ArrayDeque<>();
  private int bytes;
  private long leftOut;
  private boolean broken;

  /**
   * What is to be written next.
   *
   * @param leftOut how many items before these are left out
   * @param broken whether an unknown number was lost before these
   * @param entries in order
   */
  record Next(long leftOut, boolean broken, List<LiveEntry> entries) {
    boolean isEmpty() {
      return leftOut == 0 && !broken && entries.isEmpty();
    }
  }

  /**
   * A queue for an account's items.
   *
   * @param from items before this place are not wanted
   */
  LiveListener(String account, Map<String, String> filters, LivePlace from) {
    this.account = account;
    this.filters = Map.copyOf(filters);
    this.from = from;
  }

  /** The one account whose items it gets. */
  String account() {
    return account;
  }

  /** Where its live items begin. */
  LivePlace from() {
    return from;
  }

  /** Whether an item is one of the stream's. */
  boolean wants(LiveItem item) {
    return item.about().account().equals(account) && item.passes(filters);
  }

  /** Adds an item; the oldest ones go when there is no room. */
  synchronized void offer(LiveEntry entry) {
    queue.addLast(entry);
    bytes += entry.data().length;
    while (queue.size() > MOST_ITEMS || (bytes > MOST_BYTES && queue.size() > 1)) {
      bytes -= queue.removeFirst().data().length;
      leftOut++;
    }
    notifyAll();
  }

  /** Notes that the topic lost records. */
  synchronized void broken() {
    broken = true;
    notifyAll();
  }

  /** Removes what waits about a customer who was erased at an instant. */
  synchronized void erase(AccountKey customer, long at) {
    queue.removeIf(entry -> {
      boolean erased = entry.at() <= at && entry.about().equals(customer);
      bytes -= erased ? entry.data().length : 0;
      return erased;
    });
  }

  /** Takes everything that waits, after a wait of at most so long for something. */
  synchronized Next take(long atMostMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
    while (queue.isEmpty() && leftOut == 0 && !broken) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    Next next = new Next(leftOut, broken, new ArrayList<>(queue));
    queue.clear();
    bytes = 0;
    leftOut = 0;
    broken = false;
    return next;
  }
}
