package com.traitly.processor.customer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * All that is kept of one customer but the timeline and the full profile. Mutable; read from the
 * store, changed by one thread, written back.
 */
public final class CustomerState {
  /** How many different event names are counted. */
  public static final int MAX_EVENT_NAMES = 1_000;

  private static final int SEQUENCE_BITS = 20;
  private static final long LONG_PAST = Duration.ofHours(1).toMillis();

  private final Map<String, EventTotal> totals = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<RecentEvent> recent = new ArrayList<>();
  private final Map<String, Enrolment> goals = new TreeMap<>();
  private OptionalLong createdAt = OptionalLong.empty();
  private long firstEventAt = Long.MAX_VALUE;
  private long lastEventAt = Long.MIN_VALUE;
  private int lastEvents;
  private long lastChangeAt = Long.MIN_VALUE;
  private int chunks;
  private int idBuckets;
  private long sequence;
  private long loadedAt;
  private long dueAt;

  /** When the customer was created, once a fact told of the profile; UNIX milliseconds. */
  public OptionalLong createdAt() {
    return createdAt;
  }

  /** All-time totals by event name, in the order first seen: the order numbers the names. */
  public Map<String, EventTotal> totals() {
    return Collections.unmodifiableMap(totals);
  }

  /** Standings by goal name. */
  public Map<String, Enrolment> goals() {
    return goals;
  }

  /** The earliest event, {@code Long.MAX_VALUE} when there is none. */
  public long firstEventAt() {
    return firstEventAt;
  }

  /** All-time completions of an event. */
  public long total(String eventName) {
    EventTotal total = totals.get(eventName);
    return total == null ? 0 : total.count();
  }

  /** How many timeline chunks there are. */
  public int chunks() {
    return chunks;
  }

  /** How many buckets of event ids there are. */
  public int idBuckets() {
    return idBuckets;
  }

  void idBuckets(int now) {
    idBuckets = now;
  }

  /** The newest events, not packed yet, in the order received. */
  List<RecentEvent> recent() {
    return recent;
  }

  /** The last announcement's number, 0 when there was none. */
  public long sequence() {
    return sequence;
  }

  /** When the last fact about something long past was received, UNIX milliseconds. */
  public long loadedAt() {
    return loadedAt;
  }

  /** When something is due, UNIX milliseconds; 0 when nothing is. */
  public long dueAt() {
    return dueAt;
  }

  /** Whether another event of this name can be counted. */
  public boolean counts(String eventName) {
    return totals.containsKey(eventName) || totals.size() < MAX_EVENT_NAMES;
  }

  /** Whether an event of an instant that comes now is behind all that is known. */
  boolean isNewestEvent(long at) {
    return at >= lastEventAt && at >= lastChangeAt && at >= createdAt.orElse(Long.MIN_VALUE);
  }

  /** Whether a change of the profile at an instant that comes now is behind all that is known. */
  boolean isNewestChange(long at) {
    return at > lastEventAt && at >= lastChangeAt && at > createdAt.orElse(Long.MIN_VALUE);
  }

  /** Notes a change of the profile. */
  void changed(long at) {
    lastChangeAt = Math.max(lastChangeAt, at);
  }

  /** The latest change of the profile; {@code Long.MIN_VALUE} when there is none. */
  long lastChangeAt() {
    return lastChangeAt;
  }

  /** How many events there are at the latest event's instant. */
  public int lastEvents() {
    return lastEvents;
  }

  /** Counts an event. */
  public void count(String eventName, long at) {
    EventTotal before = totals.get(eventName);
    if (before == null) {
      total(eventName, 1, at);
    } else {
      totals.put(eventName, before.and(at));
    }
    firstEventAt = Math.min(firstEventAt, at);
    if (at >= lastEventAt) {
      lastEvents = at == lastEventAt ? lastEvents + 1 : 1;
      lastEventAt = at;
    }
  }

  /**
   * Notes when a fact was received, and when it is applied: one about something that is long past
   * by then means that history is being loaded.
   */
  public void received(long at, long about, long appliedAt) {
    if (sequence == 0) {
      // After an erasure the same customer may come back: receivers must not take it for the past.
      sequence = at << SEQUENCE_BITS;
    }
    long now = Math.max(at, appliedAt);
    if (about < now - LONG_PAST) {
      loadedAt = Math.max(loadedAt, now);
    }
  }

  /** Notes when the customer was created; true when that is news. */
  public boolean created(long at) {
    boolean news = createdAt.isEmpty() || createdAt.getAsLong() != at;
    createdAt = OptionalLong.of(at);
    return news;
  }

  /** The next announcement's number. */
  public long nextSequence() {
    return ++sequence;
  }

  /** Notes that a timeline chunk was begun. */
  public void chunkBegun() {
    chunks++;
  }

  /** Notes when something is due next. */
  public void due(long at) {
    dueAt = at;
  }

  /** Puts back what the codec read. */
  void restore(long announcements, long factAt) {
    sequence = announcements;
    loadedAt = factAt;
  }

  /** Puts back which events there are. */
  void restoreEvents(long firstAt, long lastAt, int atLast) {
    firstEventAt = firstAt;
    lastEventAt = lastAt;
    lastEvents = atLast;
  }

  /** Puts back which pages of the timeline there are. */
  void restorePages(int chunkCount, int bucketCount) {
    chunks = chunkCount;
    idBuckets = bucketCount;
  }

  /** Adds the total of a name that is new. */
  void total(String eventName, long count, long lastAt) {
    totals.put(eventName, new EventTotal(names.size(), count, lastAt));
    names.add(eventName);
  }

  /** The number of a name that is counted. */
  int numberOf(String eventName) {
    return requireNonNull(totals.get(eventName)).number();
  }

  /** The name with a number. */
  String name(int number) {
    return names.get(number);
  }

  /** The latest event, {@code Long.MIN_VALUE} when there is none. */
  public long lastEventAt() {
    return lastEventAt;
  }
}
