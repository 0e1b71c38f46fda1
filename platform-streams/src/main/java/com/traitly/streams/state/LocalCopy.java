package com.traitly.streams.state;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a partition's state in this process.
 *
 * @param live whether records are applied to it; otherwise it is a standby
 * @param edition changes whenever the copy is replaced by another or restored anew: an answer is
 *     valid only if the edition was the same before and after
 * @param ageMillis it includes every record that was acknowledged longer ago
 * @param certain whether Kafka was reachable lately; otherwise another process may have taken over
 * @param next for a standby, the offsets up to which it includes each source, exclusive
 */
public record LocalCopy(
    boolean live, long edition, long ageMillis, boolean certain, Map<TopicPartition, Long> next) {

  /** Whether a standby includes a write. */
  public boolean includes(Position write) {
    return next.getOrDefault(new TopicPartition(write.topic(), write.partition()), 0L)
        > write.offset();
  }

  /** Whether {@code later} is this copy, seen later. */
  public boolean isSameAs(@Nullable LocalCopy later) {
    return later != null && live == later.live && edition == later.edition;
  }
}
