package com.traitly.gateway.sources;

import com.traitly.gateway.sources.mapping.StartPosition;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Finds where a partition is begun that was never read. */
final class StartOffsets {
  private StartOffsets() {}

  /**
   * The offset to begin with.
   *
   * @param startedAt when other partitions of the source were begun, UNIX milliseconds: one that
   *     was added since begins then, so that no record falls between
   */
  static long of(
      Consumer<?, ?> consumer,
      TopicPartition partition,
      StartPosition start,
      OptionalLong startedAt) {
    return switch (start) {
      case StartPosition.Earliest earliest -> beginning(consumer, partition);
      case StartPosition.At at -> at(consumer, partition, at.millis());
      case StartPosition.Latest latest ->
          startedAt.isPresent()
              ? at(consumer, partition, startedAt.getAsLong())
              : end(consumer, partition);
    };
  }

  static long beginning(Consumer<?, ?> consumer, TopicPartition partition) {
    return consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L);
  }

  static long end(Consumer<?, ?> consumer, TopicPartition partition) {
    return consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
  }

  private static long at(Consumer<?, ?> consumer, TopicPartition partition, long millis) {
    OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(partition, Math.max(0, millis))).get(partition);
    return found == null ? end(consumer, partition) : found.offset();
  }
}
