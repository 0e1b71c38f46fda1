package com.traitly.processor.customer;

import com.traitly.processor.codec.BinaryReader;
import com.traitly.processor.codec.BinaryWriter;
import com.traitly.processor.goals.TimelineEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A packed run of a customer's events in the order they were received, about 12 bytes each.
 *
 * @param receivedThrough when the last of them was received, UNIX seconds
 * @param entries the events
 */
public record TimelineChunk(long receivedThrough, List<TimelineEntry> entries) {
  /** A chunk is full with this many: small enough to be rewritten for each event. */
  public static final int CAPACITY = 128;

  private static final int VERSION = 1;

  /** Whether an event with this id is in it. */
  public boolean holds(long idHash) {
    return entries.stream().anyMatch(entry -> entry.idHash() == idHash);
  }

  /** The chunk with one more event. */
  public TimelineChunk with(TimelineEntry entry, long receivedAt) {
    List<TimelineEntry> more = new ArrayList<>(entries);
    more.add(entry);
    return new TimelineChunk(Math.max(receivedThrough, receivedAt), more);
  }

  /** Whether the next event belongs into a new chunk. */
  public boolean isFull() {
    return entries.size() >= CAPACITY;
  }

  /** The bytes; names go as their numbers in {@link CustomerState#totals}. */
  public byte[] write(CustomerState state) {
    Map<String, Integer> numbers = new HashMap<>();
    state.totals().keySet().forEach(name -> numbers.put(name, numbers.size()));
    BinaryWriter out = new BinaryWriter(VERSION).number(receivedThrough).number(entries.size());
    long previous = 0;
    for (TimelineEntry entry : entries) {
      out.number(entry.at() - previous)
          .number(numbers.getOrDefault(entry.name(), -1))
          .fixed(entry.idHash());
      previous = entry.at();
    }
    return out.bytes();
  }

  /** Reads {@link #write} of this and all older versions. */
  public static TimelineChunk read(byte[] bytes, CustomerState state) {
    List<String> names = List.copyOf(state.totals().keySet());
    BinaryReader in = new BinaryReader(bytes, VERSION);
    long receivedThrough = in.number();
    List<TimelineEntry> entries = new ArrayList<>(CAPACITY);
    long at = 0;
    for (int left = in.integer(); left > 0; left--) {
      at += in.number();
      entries.add(new TimelineEntry(names.get(in.integer()), at, in.fixed()));
    }
    return new TimelineChunk(receivedThrough, entries);
  }
}
