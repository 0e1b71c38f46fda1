package com.traitly.processor.customer;

import com.traitly.processor.customer.CustomerState.RecentEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * The ids of a customer's packed events of the last seven days: a hash table in pages that grows a
 * page at a time (linear hashing, W. Litwin 1980), so that looking an id up reads one page however
 * many there are. Belongs to one thread.
 */
record EventIds(CustomerState state, CustomerPages pages) {
  private static final int VERSION = 1;
  private static final int SPLIT_ABOVE = 96;
  private static final long DAY = 86_400_000;
  private static final long DAYS_KEPT = 7;
  private static final int BITS_LEFT_OUT = 8;

  /** The stored form of an event id: 56 bits of its hash. */
  static long of(String eventId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(eventId.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong() >>> BITS_LEFT_OUT;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /** Whether the id was received in the last seven days, rounded up to whole days. */
  boolean holds(long id, long receivedAt) {
    int buckets = state.idBuckets;
    return buckets > 0 && read(bucketOf(id, buckets)).holds(id, oldestKept(receivedAt));
  }

  /** Adds the ids of some events, and removes old ids from the buckets that they go to. */
  void add(List<RecentEvent> events) {
    if (state.idBuckets == 0) {
      write(0, new IdBucket());
      state.idBuckets = 1;
    }
    Map<Integer, IdBucket> touched = new TreeMap<>();
    for (RecentEvent event : events) {
      touched
          .computeIfAbsent(bucketOf(event.id(), state.idBuckets), this::read)
          .add(event.id(), Math.floorDiv(event.receivedAt(), DAY));
    }
    long oldest = oldestKept(events.getLast().receivedAt());
    int overfull = 0;
    for (Map.Entry<Integer, IdBucket> each : touched.entrySet()) {
      each.getValue().forgetBefore(oldest);
      write(each.getKey(), each.getValue());
      overfull += each.getValue().size() > SPLIT_ABOVE ? 1 : 0;
    }
    for (; overfull > 0; overfull--) {
      split();
    }
  }

  /** Adds one bucket and fills it from the next one in splitting order, whether full or not. */
  private void split() {
    int buckets = state.idBuckets;
    int from = buckets - Integer.highestOneBit(buckets);
    IdBucket stays = read(from);
    IdBucket leaves = stays.split(id -> bucketOf(id, buckets + 1) == buckets);
    write(from, stays);
    write(buckets, leaves);
    state.idBuckets = buckets + 1;
  }

  private static int bucketOf(long id, int buckets) {
    int highest = Integer.highestOneBit(buckets);
    int bucket = (int) (id & (2L * highest - 1));
    return bucket < buckets ? bucket : bucket & (highest - 1);
  }

  private static long oldestKept(long receivedAt) {
    return Math.floorDiv(receivedAt, DAY) - DAYS_KEPT;
  }

  private IdBucket read(int bucket) {
    byte[] bytes = pages.read(CustomerPages.idBucket(bucket));
    if (bytes == null) {
      throw new IllegalStateException("event id bucket " + bucket + " is missing");
    }
    return IdBucket.read(bytes);
  }

  private void write(int bucket, IdBucket ids) {
    pages.write(CustomerPages.idBucket(bucket), ids.write());
  }

  /** Ids of events, seven bytes each, by the day they were received. Mutable. */
  private static final class IdBucket {
    private final NavigableMap<Long, List<Long>> byDay = new TreeMap<>();

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
}
