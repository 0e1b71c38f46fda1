package com.traitly.testkit.guarantee;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the promise of lookups while processes come and go. Each lookup is answered, with a count
 * that includes all events acknowledged before the age it states and all that the caller demanded;
 * or with 503 that says when to come back. Thread-safe.
 */
public final class ReadJudge {
  /** Ages are measured once a second or so, on a machine that is busy meanwhile. */
  private static final long COARSENESS_MILLIS = 3_000;

  private static final int MOST_KEPT = 20;

  private final Set<String> watched;
  private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Long> unreadableSince = new HashMap<>();
  private long longestUnreadable;

  /**
   * A judge of reads.
   *
   * @param watched customers that are read often enough to show how long they cannot be read
   */
  public ReadJudge(Set<String> watched) {
    this.watched = Set.copyOf(watched);
  }

  /** What became of a read. */
  public enum Kind {
    RIGHT,
    RIGHT_AND_STALE,
    COME_BACK,
    BROKEN
  }

  /**
   * A read.
   *
   * @param customerId the customer that was read
   * @param demanded how many events the caller demanded to be included, 0 for none
   * @param sentAt when it was sent, in milliseconds
   * @param answeredAt when the answer had come
   */
  public record Read(String customerId, int demanded, long sentAt, long answeredAt) {}

  /**
   * An answer.
   *
   * @param status of HTTP, 0 for none in time
   * @param retryAfter the header; null when absent
   * @param freshnessMillis the header; -1 when absent
   * @param stale whether the answer is marked as stale
   * @param count that the answer gives, -1 when it gives none
   */
  public record Answer(
      int status, @Nullable String retryAfter, long freshnessMillis, boolean stale, long count) {}

  /** Judges an answer. */
  public synchronized Kind judge(Read read, Answer answer, CountHistory history) {
    Kind kind = kind(read, answer, history);
    kinds.merge(kind, 1, Integer::sum);
    if (kind == Kind.BROKEN && broken.size() < MOST_KEPT) {
      broken.add(
          read
              + " got "
              + answer
              + "; acknowledged in time "
              + least(read, answer, history)
              + ", sent "
              + history.sent());
    }
    if (read.demanded() == 0 && watched.contains(read.customerId())) {
      noteReadable(read, kind == Kind.RIGHT || kind == Kind.RIGHT_AND_STALE);
    }
    return kind;
  }

  /** How many reads there were of each kind. */
  public synchronized Map<Kind, Integer> kinds() {
    return new EnumMap<>(kinds);
  }

  /** The first reads that broke the promise. */
  public synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  /**
   * The longest time from a read of a watched customer that failed to the next that did not, among
   * reads that demanded nothing.
   */
  public synchronized long longestUnreadableMillis() {
    return longestUnreadable;
  }

  private void noteReadable(Read read, boolean readable) {
    if (readable) {
      Long since = unreadableSince.remove(read.customerId());
      longestUnreadable =
          Math.max(longestUnreadable, since == null ? 0 : read.answeredAt() - since);
    } else {
      unreadableSince.putIfAbsent(read.customerId(), read.sentAt());
    }
  }

  private static Kind kind(Read read, Answer answer, CountHistory history) {
    if (answer.status() == 503 && answer.retryAfter() != null) {
      return Kind.COME_BACK;
    }
    int least = least(read, answer, history);
    // 404 is right for a customer about whom nothing was written in time.
    boolean unknown = answer.status() == 404 && least == 0;
    boolean counted =
        answer.status() == 200 && answer.count() >= least && answer.count() <= history.sent();
    boolean right = answer.freshnessMillis() >= 0 && (unknown || counted);
    if (!right) {
      return Kind.BROKEN;
    }
    return answer.stale() ? Kind.RIGHT_AND_STALE : Kind.RIGHT;
  }

  private static int least(Read read, Answer answer, CountHistory history) {
    long included = read.sentAt() - Math.max(0, answer.freshnessMillis()) - COARSENESS_MILLIS;
    return Math.max(read.demanded(), history.acknowledgedBy(included));
  }
}
