package com.traitly.processor.replay;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.decision.HistoryLoading;
import com.traitly.processor.replay.ReplayProgress.Phase;
import com.traitly.processor.task.TimeBudget;
import com.traitly.streams.freshness.AppliedOffsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Says whether all facts that a goal is to be applied to have arrived. Used on the stream thread
 * only.
 */
final class ReplayReadiness {
  private final AppliedOffsets applied;
  private final int partition;
  private final HistoryLoading loading;
  private final Map<AccountKey, Long> waitingSince = new HashMap<>();
  private final Map<AccountKey, Seen> seen = new HashMap<>();

  /** When this task first saw a version of a goal, on the nanosecond clock. */
  private record Seen(long version, long nanos) {}

  ReplayReadiness(AppliedOffsets applied, int partition, HistoryLoading loading) {
    this.applied = applied;
    this.partition = partition;
    this.loading = loading;
  }

  /**
   * Whether all facts that were acknowledged before this task saw the goal are applied. Otherwise
   * the trainer would choose its signals, and learn, from a part of them.
   */
  boolean isCaughtUp(AccountKey goal, long version, TimeBudget time) {
    Seen first =
        seen.compute(
            goal,
            (key, known) ->
                known == null || known.version() != version
                    ? new Seen(version, time.startedAt())
                    : known);
    return applied.includesAllBefore(partition, first.nanos());
  }

  /** Notes that the goal's customers are counted: {@link #isCaughtUp} need not be asked again. */
  void counted(AccountKey goal) {
    seen.remove(goal);
  }

  /** Whether no history is being loaded, or the goal has waited long enough for that. */
  boolean isQuiet(AccountKey goal, long now) {
    boolean quiet = loading.isOver(waitingSince.computeIfAbsent(goal, key -> now), now);
    if (quiet) {
      waitingSince.remove(goal);
    }
    return quiet;
  }

  /** Whether a goal can continue merely because time passes. */
  boolean isWaitingForTime(AccountKey goal, ReplayProgress at) {
    return at.phase() == Phase.COUNTING
        || (at.phase() == Phase.WAITING && waitingSince.containsKey(goal));
  }
}
