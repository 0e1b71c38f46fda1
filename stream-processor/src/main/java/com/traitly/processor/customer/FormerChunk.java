package com.traitly.processor.customer;

import com.traitly.processor.codec.BinaryReader;
import com.traitly.processor.goals.TimelineEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * A timeline chunk of the first format, which held event ids as well. Such chunks are read, never
 * written.
 *
 * @param receivedThrough when the last of its events was received, UNIX seconds
 * @param entries the events
 * @param ids the hashes of their ids, in the same order
 */
record FormerChunk(long receivedThrough, List<TimelineEntry> entries, List<Long> ids) {
  static final int VERSION = 1;

  static FormerChunk read(byte[] bytes, CustomerState state) {
    BinaryReader in = new BinaryReader(bytes, VERSION);
    long receivedThrough = in.number();
    List<TimelineEntry> entries = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    long at = 0;
    for (int left = in.integer(); left > 0; left--) {
      at += in.number();
      entries.add(new TimelineEntry(state.name(in.integer()), at));
      ids.add(EventIds.shortened(in.fixed()));
    }
    return new FormerChunk(receivedThrough, entries, ids);
  }
}
