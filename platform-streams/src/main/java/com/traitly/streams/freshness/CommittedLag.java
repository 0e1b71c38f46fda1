package com.traitly.streams.freshness;

import com.traitly.streams.freshness.StandbyProgress.Gap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds up to which moment a group's committed offsets include every acknowledged record. While a
 * partition has no owner, its committed offsets do not move but its sources grow: a standby has
 * then read everything, and still grows older. Used by one thread.
 */
final class CommittedLag {
  private final Map<Integer, Ends> awaited = new HashMap<>();
  private final Map<Integer, Long> includes = new HashMap<>();

  /** The ends of a partition's sources, and a moment before they were queried. */
  private record Ends(long at, Map<TopicPartition, Long> next) {
    boolean areWithin(Map<TopicPartition, Long> committed, BiPredicate<Gap, Long> nothingUpTo) {
      return next.entrySet().stream()
          .allMatch(each -> {
            long position = committed.getOrDefault(each.getKey(), 0L);
            return position >= each.getValue()
                || nothingUpTo.test(new Gap(each.getKey(), position), each.getValue());
          });
    }
  }

  /**
   * Compares what a group has committed of one partition with the ends of its sources.
   *
   * @param at moment on the nanosecond clock before everything else was queried
   * @param sourceEnds ends of the sources, of this partition and others
   * @param committed the group's committed offsets
   * @param nothingUpTo whether there are no records between a position and an offset
   * @return the moment before which every acknowledged record is included; null while none is known
   */
  @Nullable Long look(
      int partition,
      long at,
      Map<TopicPartition, Long> sourceEnds,
      Map<TopicPartition, Long> committed,
      BiPredicate<Gap, Long> nothingUpTo) {
    Ends ends = new Ends(at, of(partition, sourceEnds));
    Ends before = awaited.putIfAbsent(partition, ends);
    if (ends.areWithin(committed, nothingUpTo)) {
      includes.put(partition, at);
      awaited.remove(partition);
    } else if (before != null && before.areWithin(committed, nothingUpTo)) {
      includes.put(partition, before.at());
      awaited.put(partition, ends);
    }
    return includes.get(partition);
  }

  private static Map<TopicPartition, Long> of(int partition, Map<TopicPartition, Long> sourceEnds) {
    return sourceEnds.entrySet().stream()
        .filter(each -> each.getKey().partition() == partition)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
