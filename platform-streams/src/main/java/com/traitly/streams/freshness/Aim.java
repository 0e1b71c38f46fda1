package com.traitly.streams.freshness;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a reader includes once it has read up to certain ends.
 *
 * @param at moment on the nanosecond clock; every record acknowledged before it is included
 * @param next per source, the offset up to which it is included, exclusive
 * @param ends the ends that the reader has to reach
 */
record Aim(long at, Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends) {
  /** The offset that a reader has reached in a partition, behind which there may be no records. */
  record Gap(TopicPartition partition, long from) {}

  private boolean isReachedBy(
      Map<TopicPartition, Long> positions, BiPredicate<Gap, Long> nothingUpTo) {
    return ends.entrySet().stream()
        .allMatch(end -> {
          long position = positions.getOrDefault(end.getKey(), 0L);
          return position >= end.getValue()
              || nothingUpTo.test(new Gap(end.getKey(), position), end.getValue());
        });
  }

  /**
   * Follows readers whose ends move on. A reader that is always a little behind never reaches the
   * newest aim; so it is also compared with an earlier one until it reaches that. Not thread-safe.
   *
   * @param <K> identifies a reader
   */
  static final class Followed<K> {
    private final Map<K, Aim> awaited = new HashMap<>();

    /**
     * The newest aim that a reader has reached by now; null when it has reached none.
     *
     * @param positions the offsets that the reader has reached, exclusive
     * @param nothingUpTo whether there are no records between a position and an offset
     */
    @Nullable Aim reached(
        K reader,
        Aim newest,
        Map<TopicPartition, Long> positions,
        BiPredicate<Gap, Long> nothingUpTo) {
      Aim before = awaited.get(reader);
      if (newest.isReachedBy(positions, nothingUpTo)) {
        awaited.remove(reader);
        return newest;
      }
      // An aim for other sources than now says nothing any more.
      if (before == null || !before.ends().keySet().equals(newest.ends().keySet())) {
        awaited.put(reader, newest);
        return null;
      }
      if (before.isReachedBy(positions, nothingUpTo)) {
        awaited.put(reader, newest);
        return before;
      }
      return null;
    }

    void forget(K reader) {
      awaited.remove(reader);
    }
  }
}
