package com.traitly.processor.customer;

import com.traitly.processor.customer.CustomerState.RecentEvent;
import com.traitly.processor.goals.CustomerHistory;
import com.traitly.processor.goals.ProfileHistory;
import com.traitly.processor.goals.TimelineEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's past: the events and the history of the profile. The newest events are in the state,
 * which every event writes anyway; a run of them at a time is packed after the others, and full
 * chunks are not rewritten. The history of the profile has a page of its own. Belongs to one
 * thread.
 */
public final class CustomerTimeline {
  /** How long the same event id is recognised, in milliseconds since it was received. */
  public static final long DEDUPE_MILLIS = Duration.ofDays(7).toMillis();

  /** Most events that stay unpacked. */
  static final int RECENT = 32;

  private final CustomerState state;
  private final CustomerPages pages;
  private final EventIds ids;
  private @Nullable ProfileHistory profile;

  /** The timeline of the customer with this state. */
  public CustomerTimeline(CustomerState state, CustomerPages pages) {
    this.state = state;
    this.pages = pages;
    ids = new EventIds(state, pages);
  }

  /** Whether an event with this id was received within the last seven days. */
  boolean holds(long id, long receivedAt) {
    for (RecentEvent each : state.recent()) {
      if (each.id() == id && each.receivedAt() >= receivedAt - DEDUPE_MILLIS) {
        return true;
      }
    }
    return ids.holds(id, receivedAt);
  }

  /** Adds an event whose name the state already counts. */
  void append(RecentEvent event) {
    if (state.recent().size() >= RECENT) {
      pack();
    }
    state.recent().add(event);
  }

  /** The history of the profile. */
  public ProfileHistory profile() {
    ProfileHistory read = profile;
    if (read == null) {
      read = ProfileHistoryCodec.read(pages.read(CustomerPages.PROFILE));
      profile = read;
    }
    return read;
  }

  /** Writes back the history of the profile. */
  void saveProfile() {
    pages.write(CustomerPages.PROFILE, ProfileHistoryCodec.write(profile()));
  }

  /**
   * All facts about the customer, but only those events that happened since an instant.
   *
   * @param since UNIX milliseconds; {@code Long.MIN_VALUE} for all
   */
  public CustomerHistory history(long since) {
    // The sort is stable: two events of one instant stay as they were sent.
    List<TimelineEntry> events =
        since(since).stream().sorted(Comparator.comparingLong(TimelineEntry::at)).toList();
    return new CustomerHistory(state.createdAt(), profile(), state.firstEventAt, events);
  }

  /**
   * The events that happened at an instant or later, in the order received; reads only chunks that
   * may hold any.
   */
  List<TimelineEntry> since(long instant) {
    List<TimelineEntry> found = new ArrayList<>();
    for (int chunk = firstSince(instant); chunk < state.chunks; chunk++) {
      addSince(instant, chunk(chunk).entries(), found);
    }
    addSince(instant, state.recent().stream().map(RecentEvent::entry).toList(), found);
    return found;
  }

  private int firstSince(long instant) {
    if (instant == Long.MIN_VALUE) {
      return 0;
    }
    int first = state.chunks;
    while (first > 0 && (first == state.chunks || chunk(first).earlierThrough() >= instant)) {
      first--;
    }
    return first;
  }

  private static void addSince(
      long instant, List<TimelineEntry> entries, List<TimelineEntry> found) {
    for (TimelineEntry entry : entries) {
      if (entry.at() >= instant) {
        found.add(entry);
      }
    }
  }

  private void pack() {
    List<RecentEvent> events = state.recent();
    int newest = state.chunks - 1;
    TimelineChunk chunk = newest < 0 ? null : chunk(newest);
    if (chunk == null || chunk.isFull()) {
      // An upper bound, since it includes the events that are being packed.
      chunk = TimelineChunk.after(state.lastEventAt);
      state.chunks++;
    }
    pages.write(
        state.chunks - 1,
        chunk.with(events.stream().map(RecentEvent::entry).toList()).write(state));
    ids.add(events);
    events.clear();
  }

  private TimelineChunk chunk(int number) {
    byte[] bytes = pages.read(number);
    if (bytes == null) {
      throw new IllegalStateException("timeline chunk " + number + " is missing");
    }
    return TimelineChunk.read(bytes, state);
  }
}
