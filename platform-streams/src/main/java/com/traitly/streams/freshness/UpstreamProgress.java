package com.traitly.streams.freshness;

import com.traitly.streams.freshness.StandbyProgress.Gap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets up to which a group's state includes the topics that reach it by way of another
 * group. What the other group had committed is included once this group has committed all that was
 * written by then. That also holds for a record without any result. Used by one thread.
 */
final class UpstreamProgress {
  private final List<Upstream> upstreams;
  private final Map<TopicPartition, Aim> awaited = new HashMap<>();
  private final Map<TopicPartition, Long> included = new HashMap<>();

  /**
   * What is included once the source is read up to {@code written}.
   *
   * @param topic the partition that callers write to
   * @param next the offset up to which the other group had committed it, exclusive
   * @param source the partition that the other group writes
   * @param written its end afterwards, with records that are not committed yet: the offsets of a
   *     transaction may be visible before its records
   */
  record Aim(TopicPartition topic, long next, TopicPartition source, long written) {
    boolean isReachedBy(Map<TopicPartition, Long> committed, BiPredicate<Gap, Long> nothingUpTo) {
      long read = committed.getOrDefault(source, 0L);
      return read >= written || nothingUpTo.test(new Gap(source, read), written);
    }
  }

  UpstreamProgress(List<Upstream> upstreams) {
    this.upstreams = List.copyOf(upstreams);
  }

  /** What the other groups have committed, and how far they had written afterwards. */
  List<Aim> aims(GroupOffsets offsets)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<Aim> aims = new ArrayList<>();
    for (Upstream each : upstreams) {
      Map<TopicPartition, Long> next = offsets.committed(each.group());
      next.keySet().removeIf(source -> !source.topic().equals(each.topic()));
      Set<Integer> partitions =
          next.keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet());
      offsets
          .written(each.source(), partitions)
          .forEach((source, written) -> {
            TopicPartition topic = new TopicPartition(each.topic(), source.partition());
            aims.add(new Aim(topic, next.getOrDefault(topic, 0L), source, written));
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
      List<Aim> aims, Map<TopicPartition, Long> committed, BiPredicate<Gap, Long> nothingUpTo) {
    for (Aim aim : aims) {
      Aim before = awaited.putIfAbsent(aim.topic(), aim);
      if (aim.isReachedBy(committed, nothingUpTo)) {
        include(aim);
        awaited.remove(aim.topic());
      } else if (before != null && before.isReachedBy(committed, nothingUpTo)) {
        include(before);
        awaited.put(aim.topic(), aim);
      }
    }
    return Map.copyOf(included);
  }

  private void include(Aim aim) {
    included.merge(aim.topic(), aim.next(), Math::max);
  }
}
