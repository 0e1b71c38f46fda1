package com.traitly.streams.freshness;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.LagInfo;

/** Looks at the partitions that have a standby here and are not open. Used by one thread. */
record StandbyProbe(FreshnessMonitor.Parts parts, TransactionMarkerGaps gaps, CommittedLag lag) {
  /**
   * How far each changelog of a partition has been applied, and where it ends.
   *
   * @param edition the newest edition of any copy before that was queried
   */
  record Changelogs(
      long edition, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    Changelogs(long edition) {
      this(edition, new HashMap<>(), new HashMap<>());
    }
  }

  /** The changelogs of the partitions that have a standby here. */
  Map<Integer, Changelogs> changelogs() {
    Map<Integer, Changelogs> followed = new HashMap<>();
    // Kafka Streams says of an open task that it is at the end, and it queries Kafka before it
    // answers. So a partition that was open before or after the call is left out.
    Set<Integer> openBefore = parts.applied().open();
    long edition = parts.standbys().newestEdition();
    if (holdsStandbys()) {
      parts
          .streams()
          .allLocalStorePartitionLags()
          .forEach((store, lags) -> {
            if (parts.stores().contains(store)) {
              lags.forEach((partition, lag) ->
                  add(
                      followed.computeIfAbsent(partition, any -> new Changelogs(edition)),
                      new TopicPartition(parts.group() + "-" + store + "-changelog", partition),
                      lag));
            }
          });
    }
    followed
        .keySet()
        .removeIf(partition ->
            openBefore.contains(partition) || parts.applied().opening(partition) != null);
    return followed;
  }

  private static void add(Changelogs all, TopicPartition changelog, LagInfo lag) {
    all.positions().put(changelog, lag.currentOffsetPosition());
    all.ends().put(changelog, lag.endOffsetPosition());
  }

  /**
   * Notes what the copies include.
   *
   * @param at moment on the nanosecond clock before everything else was queried
   * @param committed the group's committed offsets, and what they include of other topics, queried
   *     before the changelogs
   * @param sourceEnds ends of the sources, queried afterwards
   */
  void note(
      long at,
      Map<TopicPartition, Long> committed,
      Map<TopicPartition, Long> sourceEnds,
      Map<Integer, Changelogs> changelogs) {
    changelogs.forEach((partition, all) -> {
      Long included = lag.look(partition, at, sourceEnds, committed, gaps::nothingUpTo);
      if (included != null) {
        Aim aim = new Aim(included, Map.copyOf(committed), Map.copyOf(all.ends()));
        StandbyProgress.Seen seen =
            new StandbyProgress.Seen(all.edition(), Map.copyOf(all.positions()));
        parts.standbys().look(partition, seen, aim, gaps::nothingUpTo);
      }
    });
  }

  private boolean holdsStandbys() {
    return parts.streams().metadataForLocalThreads().stream()
        .anyMatch(each -> !each.standbyTasks().isEmpty());
  }
}
