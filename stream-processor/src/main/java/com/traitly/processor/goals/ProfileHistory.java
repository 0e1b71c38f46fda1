package com.traitly.processor.goals;

import static com.traitly.processor.goals.ProfileValue.NONE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The values that facts gave to a customer's profile, field by field, each with the instant from
 * which it holds. Of two facts the one with the later instant counts; of two at one instant, the
 * one sent later. Mutable; belongs to one thread.
 */
public final class ProfileHistory {
  private static final int MAX_CLEARS = 16;

  private final TreeMap<String, List<Entry>> fields = new TreeMap<>();
  private final TreeSet<Moment> clears = new TreeSet<>();
  private Origin origin = Origin.UNKNOWN;

  /**
   * The moment from which a fact holds.
   *
   * @param at UNIX milliseconds
   * @param fact the number of the fact among the customer's, in the order sent, from 1
   */
  public record Moment(long at, int fact) implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
      int byInstant = Long.compare(at, other.at);
      return byInstant != 0 ? byInstant : Integer.compare(fact, other.fact);
    }
  }

  /** A value that a field has from a moment on. */
  public record Entry(Moment since, ProfileValue value) {}

  /**
   * When a customer was created, and how many facts about the profile there were.
   *
   * @param facts how many facts about the profile there were
   * @param undatedAt the latest instant of those that did not give one themselves
   * @param firstAt the earliest instant of all
   * @param createdBy the earliest fact that says when the customer was created; null when none does
   * @param createdAt the instant that it gives; {@code firstAt} when none does
   * @param countedAt the same, but no later than that fact was received
   */
  public record Origin(
      int facts,
      long undatedAt,
      long firstAt,
      @Nullable Moment createdBy,
      long createdAt,
      long countedAt) {
    static final Origin UNKNOWN =
        new Origin(0, Long.MIN_VALUE, Long.MAX_VALUE, null, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** When the customer was created, and how many facts there were. */
  public Origin origin() {
    return origin;
  }

  /** Notes or restores when the customer was created, and how many facts there were. */
  public void origin(Origin now) {
    origin = now;
  }

  /** Whether no field has an entry and no clearing is noted. */
  public boolean isEmpty() {
    return fields.isEmpty() && clears.isEmpty();
  }

  /** The values that a field was given, oldest first. */
  public List<Entry> entries(String field) {
    return Collections.unmodifiableList(fields.getOrDefault(field, List.of()));
  }

  /** The names of all fields that were ever given, see {@link ProfileField}. */
  public Set<String> names() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  /** The moments at which all custom attributes were cleared, oldest first. */
  public NavigableSet<Moment> clears() {
    return Collections.unmodifiableNavigableSet(clears);
  }

  /** The moments at which one of these fields was set or cleared, oldest first. */
  List<Moment> moments(Set<String> names) {
    TreeSet<Moment> moments = new TreeSet<>();
    for (String name : names) {
      entries(name).forEach(entry -> moments.add(entry.since()));
    }
    if (names.stream().anyMatch(ProfileField::isAttribute)) {
      moments.addAll(clears);
    }
    return List.copyOf(moments);
  }

  /** When a field last changed, clearing included; null when it never did. */
  public @Nullable Moment lastChange(String field) {
    List<Entry> entries = fields.get(field);
    Moment set = entries == null ? null : entries.getLast().since();
    Moment cleared = ProfileField.isAttribute(field) && !clears.isEmpty() ? clears.last() : null;
    return set == null || (cleared != null && cleared.compareTo(set) > 0) ? cleared : set;
  }

  /** Notes that a field has a value from a moment on. */
  public void set(String field, Moment since, ProfileValue value) {
    List<Entry> entries = fields.computeIfAbsent(field, name -> new ArrayList<>(1));
    int place = entries.size();
    while (place > 0 && entries.get(place - 1).since().compareTo(since) > 0) {
      place--;
    }
    entries.add(place, new Entry(since, value));
  }

  /** Notes only when a field last changed, for fields that no goal looks at. */
  public void touch(String field, Moment since) {
    Moment before = lastChange(field);
    if (before == null || before.compareTo(since) < 0) {
      fields.put(field, new ArrayList<>(List.of(new Entry(since, ProfileValue.OTHER))));
    }
  }

  /** Notes that all custom attributes were cleared; too old a note becomes one per attribute. */
  public void clear(Moment at) {
    clears.add(at);
    if (clears.size() > MAX_CLEARS) {
      Moment oldest = clears.removeFirst();
      for (String name : List.copyOf(fields.keySet())) {
        List<Entry> until =
            entries(name).stream().filter(each -> each.since().compareTo(oldest) <= 0).toList();
        boolean wasSaid = ProfileField.isAttribute(name) && !until.isEmpty();
        // Values that the same fact sets count after its clearing.
        if (wasSaid && !until.getLast().since().equals(oldest)) {
          set(name, oldest, NONE);
        }
      }
    }
  }

  /**
   * The custom attributes that the customer no longer has, the longest gone first.
   *
   * @param lookedAt the fields that goals look at, which are left out
   */
  public List<String> gone(Set<String> lookedAt) {
    return fields.keySet().stream()
        .filter(name -> ProfileField.isAttribute(name) && !lookedAt.contains(name))
        .filter(name -> at(Long.MAX_VALUE).value(name).equals(NONE))
        .sorted(Comparator.comparing(name -> entries(name).getLast().since()))
        .toList();
  }

  /** Removes all entries of a field. */
  public void forget(String field) {
    fields.remove(field);
  }

  /** The profile at an instant, after all facts of that instant. */
  public ProfileView at(long instant) {
    return at(new Moment(instant, Integer.MAX_VALUE));
  }

  /** The profile at a moment, after the fact of that moment. */
  public ProfileView at(Moment moment) {
    return new ProfileView(this, moment, false);
  }

  /** The profile at creation: of the facts of this very instant, the first counts. */
  public ProfileView atCreation(long instant) {
    return new ProfileView(this, new Moment(instant, Integer.MAX_VALUE), true);
  }

  /** How many entries lie between the first and the last of their field. */
  public int between() {
    return fields.values().stream().mapToInt(each -> Math.max(0, each.size() - 2)).sum();
  }

  /**
   * An entry between the first and the last of its field, and how much it tells: 0 when it repeats
   * the entry before, 1 when no goal looks at the field, 2 otherwise.
   *
   * @param until from when the next entry of the field holds
   */
  public record Between(String field, Entry entry, Moment until, int tells) {}

  /**
   * The entry between the first and the last of its field that tells the least, and the oldest of
   * several; there must be one.
   *
   * @param lookedAt the fields that goals look at
   */
  public Between leastTelling(Set<String> lookedAt) {
    List<Between> all = new ArrayList<>();
    fields.forEach((field, entries) -> {
      for (int i = 1; i < entries.size() - 1; i++) {
        boolean repeats = entries.get(i).value().equals(entries.get(i - 1).value());
        int tells = repeats ? 0 : lookedAt.contains(field) ? 2 : 1;
        all.add(new Between(field, entries.get(i), entries.get(i + 1).since(), tells));
      }
    });
    return Collections.min(
        all, Comparator.comparingInt(Between::tells).thenComparing(each -> each.entry().since()));
  }

  /** Removes an entry. */
  public void remove(Between between) {
    List<Entry> entries = fields.get(between.field());
    if (entries != null) {
      entries.remove(between.entry());
    }
  }
}
