package com.traitly.processor.report;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.streams.list.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Removes the reports of deleted goals and of replaced versions, a slice at a time. Used on the
 * stream thread only.
 */
public final class ReportCleanup {
  private static final int SLICE = 500;

  /** How long a goal is missing before it counts as deleted: a new owner's table may lag behind. */
  private static final long PATIENCE_MILLIS = 5_000;

  private final KeyValueStore<Bytes, byte[]> rows;
  private final GoalRegistry registry;
  private final Map<AccountKey, Long> missingSince = new HashMap<>();
  private long cleanSince = -1;

  public ReportCleanup(KeyValueStore<Bytes, byte[]> rows, GoalRegistry registry) {
    this.rows = rows;
    this.registry = registry;
  }

  /** Removes one slice, if there is anything to remove. */
  public void advance(long millis) {
    long changes = registry.changes();
    if (changes == cleanSince) {
      return;
    }
    int left = SLICE;
    boolean clean = true;
    for (AccountKey goal = goalFrom(null); goal != null && left > 0; goal = goalFrom(goal)) {
      GoalRules rules = registry.goal(goal);
      if (rules != null) {
        missingSince.remove(goal);
        left -= removeOlder(goal, rules.goal().version(), left);
      } else if (millis - missingSince.computeIfAbsent(goal, key -> millis) >= PATIENCE_MILLIS) {
        int removed = remove(ReportKeys.goal(goal), Keys.end(ReportKeys.goal(goal)), left);
        if (removed < left) {
          missingSince.remove(goal);
        }
        left -= removed;
      } else {
        clean = false;
      }
    }
    cleanSince = clean && left > 0 ? changes : cleanSince;
  }

  private int removeOlder(AccountKey goal, long version, int most) {
    int removed = remove(ReportKeys.allFigures(goal), ReportKeys.figures(goal, version), most);
    return removed
        + remove(ReportKeys.allPlaces(goal), ReportKeys.places(goal, version), most - removed);
  }

  private int remove(Bytes from, Bytes to, int most) {
    List<Bytes> slice = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range = rows.range(from, to)) {
      while (range.hasNext() && slice.size() < most) {
        slice.add(range.next().key);
      }
    }
    slice.forEach(rows::delete);
    return slice.size();
  }

  /** The first goal with rows, after another one if given; null when there is none. */
  private @Nullable AccountKey goalFrom(@Nullable AccountKey after) {
    Bytes from = after == null ? null : Keys.end(ReportKeys.goal(after));
    try (KeyValueIterator<Bytes, byte[]> range = rows.range(from, null)) {
      return range.hasNext() ? ReportKeys.goalOf(range.peekNextKey()) : null;
    }
  }
}
