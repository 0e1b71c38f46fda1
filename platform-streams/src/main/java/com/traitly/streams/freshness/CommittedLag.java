package com.traitly.streams.freshness;

import com.traitly.streams.freshness.Aim.Gap;
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
  private final Aim.Followed<Integer> followed = new Aim.Followed<>();
  private final Map<Integer, Long> includes = new HashMap<>();

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
    Aim newest = new Aim(at, Map.of(), of(partition, sourceEnds));
    Aim reached = followed.reached(partition, newest, committed, nothingUpTo);
    if (reached != null) {
      includes.put(partition, reached.at());
    }
    return includes.get(partition);
  }

  private static Map<TopicPartition, Long> of(int partition, Map<TopicPartition, Long> sourceEnds) {
    return sourceEnds.entrySet().stream()
        .filter(each -> each.getKey().partition() == partition)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
