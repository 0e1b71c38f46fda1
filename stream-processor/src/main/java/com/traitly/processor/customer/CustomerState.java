package com.traitly.processor.customer;

import static java.util.Objects.requireNonNull;

import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.TimelineEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of one customer, except for the packed timeline and the full profile. Mutable; one
 * thread reads it from the store, changes it and writes it back.
 */
public final class CustomerState {
  /** Most different event names that are counted for one customer. */
  public static final int MAX_EVENT_NAMES = 1_000;

  private static final int SEQUENCE_BITS = 20;
  private static final long LONG_PAST = Duration.ofHours(1).toMillis();

  private final Map<String, EventTotal> totals = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<RecentEvent> recent = new ArrayList<>();
  private final Map<String, Enrolment> goals = new TreeMap<>();
  private OptionalLong createdAt = OptionalLong.empty();

  /** Instant of the earliest event; {@code Long.MAX_VALUE} when there is none. */
  long firstEventAt = Long.MAX_VALUE;

  /** Instant of the latest event; {@code Long.MIN_VALUE} when there is none. */
  long lastEventAt = Long.MIN_VALUE;

  /** How many events happened at the latest event's instant. */
  int lastEvents;

  /** Instant of the latest change of the profile; {@code Long.MIN_VALUE} when there is none. */
  long lastChangeAt = Long.MIN_VALUE;

  /** How many timeline chunks there are. */
  int chunks;

  /** How many buckets of event ids there are. */
  int idBuckets;

  long sequence;
  long loadedAt;
  long dueAt;

  /**
   * How often a customer did something, ever.
   *
   * @param number of the event's name among the customer's, from 0 in the order first seen
   * @param count all-time
   * @param lastAt the latest time, UNIX milliseconds
   */
  public record EventTotal(int number, long count, long lastAt) {
    private EventTotal and(long at) {
      return new EventTotal(number, count + 1, Math.max(lastAt, at));
    }
  }

  /**
   * An event that was received lately and is not packed yet.
   *
   * @param entry the event in the timeline
   * @param id the hash of the event's id, see {@link EventIds#of}
   * @param receivedAt UNIX milliseconds
   */
  record RecentEvent(TimelineEntry entry, long id, long receivedAt) {}

  /** When the customer was created, UNIX milliseconds; empty before the first profile fact. */
  public OptionalLong createdAt() {
    return createdAt;
  }

  /** All-time totals by event name, in the order first seen, which also numbers the names. */
  public Map<String, EventTotal> totals() {
    return Collections.unmodifiableMap(totals);
  }

  /** Enrolments by goal name. */
  public Map<String, Enrolment> goals() {
    return goals;
  }

  /** Names of the goals in which something was announced of the customer. */
  public List<String> announcedGoals() {
    return goals.entrySet().stream()
        .filter(each -> each.getValue().announced() != null)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The enrolment in this version of a goal; null when there is none. */
  public @Nullable Enrolment enrolment(GoalRules rules) {
    Enrolment enrolment = goals.get(rules.goal().name());
    return enrolment == null || enrolment.track().version() != rules.goal().version()
        ? null
        : enrolment;
  }

  /** All-time completions of an event. */
  public long total(String eventName) {
    EventTotal total = totals.get(eventName);
    return total == null ? 0 : total.count();
  }

  /** The newest events, not packed yet, in the order received. */
  List<RecentEvent> recent() {
    return recent;
  }

  /** The last announcement's number; the first fact sets where it starts, 0 before that fact. */
  public long sequence() {
    return sequence;
  }

  /**
   * When the last fact about something long past was received or applied, whichever is later; UNIX
   * milliseconds, 0 for never.
   */
  public long loadedAt() {
    return loadedAt;
  }

  /** When the customer is due to be looked at, UNIX milliseconds; 0 for never. */
  public long dueAt() {
    return dueAt;
  }

  /** Whether another event of this name can be counted. */
  public boolean counts(String eventName) {
    return totals.containsKey(eventName) || totals.size() < MAX_EVENT_NAMES;
  }

  /** Whether an event that arrives now, of this instant, happened after all known facts. */
  boolean isNewestEvent(long at) {
    return at >= lastEventAt && at >= lastChangeAt && at >= createdAt.orElse(Long.MIN_VALUE);
  }

  /** Whether a profile change that arrives now, of this instant, comes after all known facts. */
  boolean isNewestChange(long at) {
    return at > lastEventAt && at >= lastChangeAt && at > createdAt.orElse(Long.MIN_VALUE);
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
   * Notes when a fact was received and when it is applied. A fact about something long past by then
   * means that history is being loaded.
   */
  public void received(long at, long about, long appliedAt) {
    if (sequence == 0) {
      // A customer may come back after an erasure: the new numbers must be above the old ones.
      sequence = at << SEQUENCE_BITS;
    }
    long now = Math.max(at, appliedAt);
    if (about < now - LONG_PAST) {
      loadedAt = Math.max(loadedAt, now);
    }
  }

  /** Notes when the customer was created; true when that instant is new. */
  public boolean created(long at) {
    boolean news = createdAt.isEmpty() || createdAt.getAsLong() != at;
    createdAt = OptionalLong.of(at);
    return news;
  }

  /** Takes the next announcement's number. */
  public long nextSequence() {
    return ++sequence;
  }

  /** Notes when the customer is due to be looked at next; 0 for never. */
  public void due(long at) {
    dueAt = at;
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
}
