package com.traitly.processor.customer;

import com.traitly.processor.goals.TimelineEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer's events, packed in chunks: an event is appended to the newest one and the past is not
 * rewritten. Belongs to one thread.
 */
public final class CustomerTimeline {
  /** How long the same event id is recognised, in seconds since it was received. */
  public static final long DEDUPE_SECONDS = 7 * 86_400;

  private final CustomerState state;
  private final TimelineChunks chunks;

  /** The timeline of the customer with this state. */
  public CustomerTimeline(CustomerState state, TimelineChunks chunks) {
    this.state = state;
    this.chunks = chunks;
  }

  /** Whether an event with this id was received within the last seven days. */
  public boolean holds(long idHash, long receivedAt) {
    for (int chunk = state.chunks() - 1; chunk >= 0; chunk--) {
      TimelineChunk each = chunk(chunk);
      if (each.receivedThrough() < receivedAt - DEDUPE_SECONDS) {
        return false;
      }
      if (each.holds(idHash)) {
        return true;
      }
    }
    return false;
  }

  /** Remembers an event whose name the state already counts. */
  public void append(TimelineEntry entry, long receivedAt) {
    TimelineChunk newest = state.chunks() == 0 ? null : chunk(state.chunks() - 1);
    if (newest == null || newest.isFull()) {
      newest = new TimelineChunk(receivedAt, List.of());
      state.chunkBegun();
    }
    chunks.write(state.chunks() - 1, newest.with(entry, receivedAt).write(state));
  }

  /** All events, in the order received. */
  public List<TimelineEntry> entries() {
    List<TimelineEntry> entries = new ArrayList<>();
    for (int chunk = 0; chunk < state.chunks(); chunk++) {
      entries.addAll(chunk(chunk).entries());
    }
    return entries;
  }

  private TimelineChunk chunk(int number) {
    byte[] bytes = chunks.read(number);
    if (bytes == null) {
      throw new IllegalStateException("timeline chunk " + number + " is missing");
    }
    return TimelineChunk.read(bytes, state);
  }
}
