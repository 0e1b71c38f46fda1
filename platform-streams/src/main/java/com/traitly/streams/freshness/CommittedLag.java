package com.traitly.streams.freshness;

import com.traitly.streams.freshness.StandbyProgress.Gap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Up to which instant a group's committed positions include all that was acknowledged. While an
 * owner is gone its positions stand still and the sources go on: a copy that follows it has then
 * read all there is to read, and still grows older. Used by one thread.
 */
final class CommittedLag {
  private final Map<Integer, Ends> awaited = new HashMap<>();
  private final Map<Integer, Long> includes = new HashMap<>();

  /** Where the sources of a partition ended, and a moment before that was asked for. */
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
   * Notes how far a group has come with one partition.
   *
   * @param at moment on the nanosecond clock before all else was asked for
   * @param sourceEnds where the sources end, of this partition and others
   * @param committed the group's positions
   * @param nothingUpTo whether there are no records between a position and an offset
   * @return all that was acknowledged before this moment is included; null while none is known
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
