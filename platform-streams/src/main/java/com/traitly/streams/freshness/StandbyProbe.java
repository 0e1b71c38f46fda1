package com.traitly.streams.freshness;

import com.traitly.streams.freshness.StandbyProgress.Aim;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.LagInfo;

/** Looks at the partitions that are followed here without being open. Used by one thread. */
final class StandbyProbe {
  private final FreshnessMonitor.Parts parts;
  private final TransactionMarkerGaps gaps;
  private final CommittedLag ages;

  StandbyProbe(FreshnessMonitor.Parts parts, TransactionMarkerGaps gaps, CommittedLag ages) {
    this.ages = ages;
    this.parts = parts;
    this.gaps = gaps;
  }

  /**
   * Per changelog of a partition, up to where its store has applied it and where it ends.
   *
   * @param edition the newest of any copy before that was asked for
   */
  record Changelogs(
      long edition, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    Changelogs(long edition) {
      this(edition, new HashMap<>(), new HashMap<>());
    }
  }

  /** Where the stores of the partitions are that are followed here. */
  Map<Integer, Changelogs> changelogs() {
    Map<Integer, Changelogs> followed = new HashMap<>();
    // Of a task that is open Kafka Streams says it is at the end, and asks on before it answers.
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
   * @param at moment on the nanosecond clock before everything else was asked for
   * @param committed the group's positions, and what they include of other topics, asked for before
   *     the changelogs
   * @param sourceEnds where the sources ended afterwards
   */
  void note(
      long at,
      Map<TopicPartition, Long> committed,
      Map<TopicPartition, Long> sourceEnds,
      Map<Integer, Changelogs> changelogs) {
    changelogs.forEach((partition, all) -> {
      Long included = ages.look(partition, at, sourceEnds, committed, gaps::nothingUpTo);
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
