package com.traitly.processor.customer;

import static java.util.Objects.requireNonNull;

import com.traitly.processor.goals.ProfileVersion;
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
  private static final int MAX_PROFILE_VERSIONS = 256;
  private static final long LONG_PAST = 3_600;
  private static final int MAX_PROFILE_CHARACTERS = 64_000;

  private final List<ProfileVersion> profiles = new ArrayList<>();
  private final Map<String, EventTotal> totals = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<RecentEvent> recent = new ArrayList<>();
  private final Map<String, GoalStanding> goals = new TreeMap<>();
  private OptionalLong createdAt = OptionalLong.empty();
  private long firstEventAt = Long.MAX_VALUE;
  private long lastEventAt = Long.MIN_VALUE;
  private int chunks;
  private int formerChunks;
  private int idBuckets;
  private long sequence;
  private long loadedAt;
  private long dueAt;

  /** When the customer was created, once a profile fact said so. */
  public OptionalLong createdAt() {
    return createdAt;
  }

  /** Versions of the profile, oldest first. */
  public List<ProfileVersion> profiles() {
    return profiles;
  }

  /** All-time totals by event name, in the order first seen: the order numbers the names. */
  public Map<String, EventTotal> totals() {
    return Collections.unmodifiableMap(totals);
  }

  /** Standings by goal name. */
  public Map<String, GoalStanding> goals() {
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

  /** How many of them, the first ones, are of the first format. */
  int formerChunks() {
    return formerChunks;
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

  /** When the last fact about something long past was received, UNIX seconds. */
  public long loadedAt() {
    return loadedAt;
  }

  /** When something is due, UNIX seconds; 0 when nothing is. */
  public long dueAt() {
    return dueAt;
  }

  /** Whether another event of this name can be counted. */
  public boolean counts(String eventName) {
    return totals.containsKey(eventName) || totals.size() < MAX_EVENT_NAMES;
  }

  /** Whether nothing known happened at or after an instant. */
  public boolean isNewest(long at) {
    return at > lastEventAt
        && (profiles.isEmpty() || at > profiles.getLast().from())
        && at > createdAt.orElse(Long.MIN_VALUE);
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
    lastEventAt = Math.max(lastEventAt, at);
  }

  /**
   * Notes when a fact was received: one about something long past means that history is being
   * loaded.
   */
  public void received(long at, long about) {
    if (sequence == 0) {
      // After an erasure the same customer may come back: receivers must not take it for the past.
      sequence = at << SEQUENCE_BITS;
    }
    if (about < at - LONG_PAST) {
      loadedAt = Math.max(loadedAt, at);
    }
  }

  /** Notes when the customer was created; true when that is news. */
  public boolean created(long at) {
    boolean news = createdAt.isEmpty() || createdAt.getAsLong() != at;
    createdAt = OptionalLong.of(at);
    return news;
  }

  /**
   * Adds a version of the profile; true when it differs from the last. A customer whose profile
   * changes very often keeps the first version, which is what entry filters see, the newest, and
   * longest those that changed what can reach a goal: all of them are written with every event.
   */
  public boolean profile(ProfileVersion version) {
    if (!profiles.isEmpty() && profiles.getLast().looksLike(version)) {
      return false;
    }
    profiles.add(version);
    int characters = profiles.stream().mapToInt(ProfileVersion::characters).sum();
    while (profiles.size() > MAX_PROFILE_VERSIONS
        || (profiles.size() > 2 && characters > MAX_PROFILE_CHARACTERS)) {
      characters -= profiles.remove(leastTelling()).characters();
    }
    return true;
  }

  /** The oldest version in between that changed neither plan nor payment, else the oldest. */
  private int leastTelling() {
    for (int i = 1; i < profiles.size() - 1; i++) {
      if (profiles.get(i).reachesAs(profiles.get(i - 1))) {
        return i;
      }
    }
    return 1;
  }

  /** The instant from which a new version of the profile holds: never before the last one. */
  public long profileHoldsFrom(long receivedAt) {
    return profiles.isEmpty() ? receivedAt : Math.max(receivedAt, profiles.getLast().from());
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
  void restore(long firstAt, long lastAt, long announcements, long factAt) {
    firstEventAt = firstAt;
    lastEventAt = lastAt;
    sequence = announcements;
    loadedAt = factAt;
  }

  /** Puts back which pages of the timeline there are. */
  void restorePages(int chunkCount, int former, int bucketCount) {
    chunks = chunkCount;
    formerChunks = former;
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
