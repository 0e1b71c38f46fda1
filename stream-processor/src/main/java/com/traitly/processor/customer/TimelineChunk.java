package com.traitly.processor.customer;

import com.traitly.processor.goals.TimelineEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * A packed run of a customer's events in the order they were received, three to five bytes each.
 *
 * @param earlierThrough no event in the chunks before it happened after this instant, UNIX
 *     milliseconds
 * @param entries the events
 */
public record TimelineChunk(long earlierThrough, List<TimelineEntry> entries) {
  /** Number of events that fill a chunk; until then each run of events rewrites it. */
  public static final int CAPACITY = 256;

  private static final int VERSION = 1;
  private static final long SECOND = 1_000;

  /** An empty chunk after others. */
  static TimelineChunk after(long earlierThrough) {
    return new TimelineChunk(earlierThrough, List.of());
  }

  TimelineChunk with(List<TimelineEntry> more) {
    List<TimelineEntry> all = new ArrayList<>(entries);
    all.addAll(more);
    return new TimelineChunk(earlierThrough, all);
  }

  /** Whether the next events belong in a new chunk. */
  boolean isFull() {
    return entries.size() >= CAPACITY;
  }

  /** The chunk as bytes; names are written as their numbers in {@link CustomerState#totals}. */
  byte[] write(CustomerState state) {
    // Many senders know whole seconds only; those are written as such.
    long unit = entries.stream().allMatch(entry -> entry.at() % SECOND == 0) ? SECOND : 1;
    BinaryWriter out = new BinaryWriter(VERSION).number(earlierThrough);
    out.number(unit).number(entries.size());
    long previous = 0;
    for (TimelineEntry entry : entries) {
      out.number((entry.at() - previous) / unit).number(state.numberOf(entry.name()));
      previous = entry.at();
    }
    return out.bytes();
  }

  static TimelineChunk read(byte[] bytes, CustomerState state) {
    BinaryReader in = new BinaryReader(bytes, VERSION);
    long earlierThrough = in.number();
    long unit = in.number();
    List<TimelineEntry> entries = new ArrayList<>(CAPACITY);
    long at = 0;
    for (int left = in.integer(); left > 0; left--) {
      at += in.number() * unit;
      entries.add(new TimelineEntry(state.name(in.integer()), at));
    }
    return new TimelineChunk(earlierThrough, entries);
  }
}
