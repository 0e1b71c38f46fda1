package com.traitly.processor.customer;

import com.traitly.processor.goals.TimelineEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer's events: the newest lie in the state, which is written with every event anyway; a run
 * of them at a time is packed behind the others, and the past is not rewritten. Belongs to one
 * thread.
 */
public final class CustomerTimeline {
  /** How long the same event id is recognised, in seconds since it was received. */
  public static final long DEDUPE_SECONDS = 7 * 86_400;

  /** So many events lie unpacked at most. */
  static final int RECENT = 32;

  private final CustomerState state;
  private final TimelineChunks chunks;
  private final EventIds ids;

  /** The timeline of the customer with this state. */
  public CustomerTimeline(CustomerState state, TimelineChunks chunks) {
    this.state = state;
    this.chunks = chunks;
    ids = new EventIds(state, chunks);
  }

  /** Whether an event with this id was received within the last seven days. */
  boolean holds(long id, long receivedAt) {
    for (RecentEvent each : state.recent()) {
      if (each.id() == id && each.receivedAt() >= receivedAt - DEDUPE_SECONDS) {
        return true;
      }
    }
    return ids.holds(id, receivedAt) || formerlyHeld(id, receivedAt - DEDUPE_SECONDS);
  }

  /** Remembers an event whose name the state already counts. */
  void append(RecentEvent event) {
    if (state.recent().size() >= RECENT) {
      pack();
    }
    state.recent().add(event);
  }

  /** All events, in the order received. */
  public List<TimelineEntry> entries() {
    return since(Long.MIN_VALUE);
  }

  /** The events that happened at an instant or later; reads only chunks that may have such. */
  public List<TimelineEntry> since(long instant) {
    List<TimelineEntry> found = new ArrayList<>();
    for (int chunk = firstSince(instant); chunk < state.chunks(); chunk++) {
      addSince(instant, chunk(chunk).entries(), found);
    }
    addSince(instant, state.recent().stream().map(RecentEvent::entry).toList(), found);
    return found;
  }

  private int firstSince(long instant) {
    if (instant == Long.MIN_VALUE) {
      return 0;
    }
    int first = state.chunks();
    while (first > 0 && (first == state.chunks() || chunk(first).earlierThrough() >= instant)) {
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
    int newest = state.chunks() - 1;
    TimelineChunk chunk = newest < state.formerChunks() ? null : chunk(newest);
    if (chunk == null || chunk.isFull()) {
      // An upper bound, since it includes the events that are being packed.
      chunk = TimelineChunk.after(state.lastEventAt());
      state.chunkBegun();
    }
    chunks.write(
        state.chunks() - 1,
        chunk.with(events.stream().map(RecentEvent::entry).toList()).write(state));
    ids.add(events);
    events.clear();
  }

  /** Looks through chunks of the first format, which have no index of ids, for seven days. */
  private boolean formerlyHeld(long id, long since) {
    for (int chunk = state.formerChunks() - 1; chunk >= 0; chunk--) {
      FormerChunk former = FormerChunk.read(bytes(chunk), state);
      if (former.receivedThrough() < since) {
        return false;
      }
      if (former.ids().contains(id)) {
        return true;
      }
    }
    return false;
  }

  private TimelineChunk chunk(int number) {
    return TimelineChunk.read(bytes(number), state);
  }

  private byte[] bytes(int number) {
    byte[] bytes = chunks.read(number);
    if (bytes == null) {
      throw new IllegalStateException("timeline chunk " + number + " is missing");
    }
    return bytes;
  }
}
