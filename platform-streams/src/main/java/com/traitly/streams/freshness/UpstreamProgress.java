package com.traitly.streams.freshness;

import com.traitly.streams.freshness.Aim.Gap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets up to which a group's state includes the topics that reach it by way of another
 * group. What the other group had committed is included once this group has committed all that was
 * written by then. That also holds for a record without any result. Used by one thread.
 */
final class UpstreamProgress {
  private final List<Upstream> upstreams;
  private final Aim.Followed<TopicPartition> followed = new Aim.Followed<>();
  private final Map<TopicPartition, Long> included = new HashMap<>();

  UpstreamProgress(List<Upstream> upstreams) {
    this.upstreams = List.copyOf(upstreams);
  }

  /**
   * Per partition that callers write to, what the other group had committed of it, and how far that
   * group had written afterwards. Written records need not be committed: the offsets of a
   * transaction may be visible before its records.
   */
  Map<TopicPartition, Aim> aims(GroupOffsets offsets)
      throws InterruptedException, ExecutionException, TimeoutException {
    long at = System.nanoTime();
    Map<TopicPartition, Aim> aims = new HashMap<>();
    for (Upstream each : upstreams) {
      Map<TopicPartition, Long> next = offsets.committed(each.group());
      next.keySet().removeIf(source -> !source.topic().equals(each.topic()));
      Set<Integer> partitions =
          next.keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet());
      offsets
          .ends(Set.of(each.source()), partitions, IsolationLevel.READ_UNCOMMITTED)
          .forEach((source, written) -> {
            TopicPartition topic = new TopicPartition(each.topic(), source.partition());
            Map<TopicPartition, Long> committed = Map.of(topic, next.getOrDefault(topic, 0L));
            aims.put(topic, new Aim(at, committed, Map.of(source, written)));
          });
    }
    return aims;
  }

  /**
   * Compares what this group has committed with the aims.
   *
   * @param committed this group's committed offsets
   * @param nothingUpTo whether there are no records between a position and an offset
   * @return per partition of the upstream topics, the offset up to which it is included, exclusive
   */
  Map<TopicPartition, Long> note(
      Map<TopicPartition, Aim> aims,
      Map<TopicPartition, Long> committed,
      BiPredicate<Gap, Long> nothingUpTo) {
    aims.forEach((topic, aim) -> {
      Aim reached = followed.reached(topic, aim, committed, nothingUpTo);
      if (reached != null) {
        reached.next().forEach((source, next) -> included.merge(source, next, Math::max));
      }
    });
    return Map.copyOf(included);
  }
}
