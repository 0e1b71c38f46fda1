package com.traitly.streams;

import com.traitly.streams.StandbyProgress.Aim;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.LagInfo;

/** Looks at the partitions that are followed here without being open. Used by one thread. */
final class StandbyLook {
  private final Lookout.Parts parts;
  private final EmptyGaps gaps;
  private final CommittedAges ages;

  StandbyLook(Lookout.Parts parts, EmptyGaps gaps, CommittedAges ages) {
    this.ages = ages;
    this.parts = parts;
    this.gaps = gaps;
  }

  /** Per changelog of a partition, up to where its store has applied it and where it ends. */
  record Changelogs(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    Changelogs() {
      this(new HashMap<>(), new HashMap<>());
    }
  }

  /** Where the stores of the partitions are that are followed here. */
  Map<Integer, Changelogs> changelogs() {
    Map<Integer, Changelogs> followed = new HashMap<>();
    if (holdsStandbys()) {
      for (Map.Entry<String, Map<Integer, LagInfo>> store :
          parts.streams().allLocalStorePartitionLags().entrySet()) {
        String changelog = parts.group() + "-" + store.getKey() + "-changelog";
        store
            .getValue()
            .forEach((partition, lag) -> {
              TopicPartition from = new TopicPartition(changelog, partition);
              Changelogs all = followed.computeIfAbsent(partition, any -> new Changelogs());
              all.positions().put(from, lag.currentOffsetPosition());
              all.ends().put(from, lag.endOffsetPosition());
            });
      }
    }
    followed.keySet().removeIf(partition -> parts.applied().opening(partition) != null);
    return followed;
  }

  /**
   * Notes what the copies include.
   *
   * @param at moment on the nanosecond clock before everything else was asked for
   * @param committed the group's positions, asked for before the changelogs
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
        Aim aim = new Aim(included, committed, Map.copyOf(all.ends()));
        parts.standbys().look(partition, Map.copyOf(all.positions()), aim, gaps::nothingUpTo);
      }
    });
  }

  private boolean holdsStandbys() {
    return parts.streams().metadataForLocalThreads().stream()
        .anyMatch(each -> !each.standbyTasks().isEmpty());
  }
}
