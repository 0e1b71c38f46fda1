package com.traitly.streams.freshness;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The copy of a partition's state that is in this process.
 *
 * @param live whether it is the one that records are applied to; else a standby
 * @param edition changes whenever the copy is replaced by another or restored anew: an answer holds
 *     only if it was the same before and after
 * @param ageMillis everything acknowledged longer ago is in it
 * @param certain whether Kafka was in reach lately; without it nobody knows whether another process
 *     has taken over
 * @param next of a standby, the offsets up to which it includes each source, exclusive
 */
public record LocalCopy(
    boolean live, long edition, long ageMillis, boolean certain, Map<TopicPartition, Long> next) {

  /** Whether a standby includes the record at this offset. */
  public boolean includes(String topic, int partition, long offset) {
    return next.getOrDefault(new TopicPartition(topic, partition), 0L) > offset;
  }

  /** Whether the other is this copy, only later. */
  public boolean isSameAs(@Nullable LocalCopy later) {
    return later != null && live == later.live && edition == later.edition;
  }
}
