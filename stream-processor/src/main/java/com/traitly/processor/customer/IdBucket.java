package com.traitly.processor.customer;

import com.traitly.processor.codec.BinaryReader;
import com.traitly.processor.codec.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** Ids of events, seven bytes each, by the day they were received. Mutable. */
final class IdBucket {
  private static final int VERSION = 1;

  private final NavigableMap<Long, List<Long>> byDay = new TreeMap<>();

  /** Notes an id received on a day. */
  void add(long id, long day) {
    byDay.computeIfAbsent(day, unused -> new ArrayList<>()).add(id);
  }

  /** Whether the id was received on a day or later. */
  boolean holds(long id, long sinceDay) {
    return byDay.tailMap(sinceDay, true).values().stream().anyMatch(ids -> ids.contains(id));
  }

  /** Removes the ids received before a day. */
  void forgetBefore(long day) {
    byDay.headMap(day, false).clear();
  }

  int size() {
    return byDay.values().stream().mapToInt(List::size).sum();
  }

  /** Moves the ids for which {@code leaves} holds into a new bucket. */
  IdBucket split(LongPredicate leaves) {
    IdBucket other = new IdBucket();
    byDay.forEach((day, ids) ->
        ids.removeIf(id -> {
          if (leaves.test(id)) {
            other.add(id, day);
            return true;
          }
          return false;
        }));
    return other;
  }

  byte[] write() {
    BinaryWriter out = new BinaryWriter(VERSION).number(byDay.size());
    byDay.forEach((day, ids) -> {
      out.number(day).number(ids.size());
      ids.forEach(out::fixed56);
    });
    return out.bytes();
  }

  static IdBucket read(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes, VERSION);
    IdBucket bucket = new IdBucket();
    for (int days = in.integer(); days > 0; days--) {
      long day = in.number();
      for (int left = in.integer(); left > 0; left--) {
        bucket.add(in.fixed56(), day);
      }
    }
    return bucket;
  }
}
