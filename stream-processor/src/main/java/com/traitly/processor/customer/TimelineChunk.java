package com.traitly.processor.customer;

import com.traitly.processor.codec.BinaryReader;
import com.traitly.processor.codec.BinaryWriter;
import com.traitly.processor.goals.TimelineEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * A packed run of a customer's events in the order they were received, three to five bytes each.
 *
 * @param earlierThrough nothing in the chunks before it happened after this instant, UNIX seconds;
 *     {@code Long.MAX_VALUE} when that is not known
 * @param entries the events
 */
public record TimelineChunk(long earlierThrough, List<TimelineEntry> entries) {
  /** A chunk with this many is full: it is rewritten until then, a run of events at a time. */
  public static final int CAPACITY = 256;

  private static final int VERSION = 2;

  /** An empty chunk behind others. */
  static TimelineChunk after(long earlierThrough) {
    return new TimelineChunk(earlierThrough, List.of());
  }

  /** The chunk with more events. */
  TimelineChunk with(List<TimelineEntry> more) {
    List<TimelineEntry> all = new ArrayList<>(entries);
    all.addAll(more);
    return new TimelineChunk(earlierThrough, all);
  }

  /** Whether the next events belong into a new chunk. */
  boolean isFull() {
    return entries.size() >= CAPACITY;
  }

  /** The bytes; names go as their numbers in {@link CustomerState#totals}. */
  byte[] write(CustomerState state) {
    BinaryWriter out = new BinaryWriter(VERSION).number(earlierThrough).number(entries.size());
    long previous = 0;
    for (TimelineEntry entry : entries) {
      out.number(entry.at() - previous).number(state.numberOf(entry.name()));
      previous = entry.at();
    }
    return out.bytes();
  }

  /** Reads {@link #write}, and chunks of the first format, see {@link FormerChunk}. */
  static TimelineChunk read(byte[] bytes, CustomerState state) {
    BinaryReader in = new BinaryReader(bytes, VERSION);
    if (in.version() == FormerChunk.VERSION) {
      return new TimelineChunk(Long.MAX_VALUE, FormerChunk.read(bytes, state).entries());
    }
    long earlierThrough = in.number();
    List<TimelineEntry> entries = new ArrayList<>(CAPACITY);
    long at = 0;
    for (int left = in.integer(); left > 0; left--) {
      at += in.number();
      entries.add(new TimelineEntry(state.name(in.integer()), at));
    }
    return new TimelineChunk(earlierThrough, entries);
  }
}
