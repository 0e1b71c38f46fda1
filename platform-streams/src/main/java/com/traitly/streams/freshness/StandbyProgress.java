package com.traitly.streams.freshness;

import com.traitly.streams.freshness.Aim.Gap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * What standbys are known to include. Each store of a partition follows its own changelog at its
 * own pace. So a copy includes what the group had committed at some moment once every store has
 * read to the end that its changelog had after that moment.
 *
 * <p>When a copy is dropped or restored from further back, what was known of it is forgotten, and
 * earlier looks no longer count. A copy does not count before all its stores exist: a store that is
 * not filled yet must not pass for one that holds nothing. Thread-safe.
 */
public final class StandbyProgress implements StandbyUpdateListener, StateRestoreListener {
  private final Aim.Followed<Integer> followed = new Aim.Followed<>();
  private final Map<Integer, Reached> reached = new HashMap<>();
  private final Map<Integer, Long> edition = new HashMap<>();
  private final int stores;
  private long editions;

  /**
   * What a copy is known to include.
   *
   * @param positions per changelog, the offset it had applied up to by then, exclusive
   */
  record Reached(Aim aim, Map<TopicPartition, Long> positions) {}

  /**
   * How far a copy had read.
   *
   * @param edition the newest edition of any copy before the look
   * @param positions per changelog, the offset the store has applied up to, exclusive
   */
  record Seen(long edition, Map<TopicPartition, Long> positions) {}

  /**
   * The progress of copies that have the same number of stores.
   *
   * @param stores how many stores a whole copy has
   */
  public StandbyProgress(int stores) {
    this.stores = stores;
  }

  /**
   * Notes how far a partition's stores have read.
   *
   * @param aim taken after the positions
   * @param nothingUpTo whether there are no records between a position and an offset
   */
  synchronized void look(int partition, Seen seen, Aim aim, BiPredicate<Gap, Long> nothingUpTo) {
    Map<TopicPartition, Long> positions = seen.positions();
    if (positions.size() < stores || edition(partition) > seen.edition()) {
      return;
    }
    Aim newest = followed.reached(partition, aim, positions, nothingUpTo);
    if (newest != null) {
      reached.put(partition, new Reached(newest, positions));
    }
  }

  /** What the copy of a partition includes; null when nothing is known or there is none. */
  synchronized @Nullable Aim reached(int partition) {
    Reached known = reached.get(partition);
    return known == null ? null : known.aim();
  }

  /** A number that changes whenever what is known of the partition is forgotten. */
  synchronized long edition(int partition) {
    return edition.getOrDefault(partition, 0L);
  }

  /** The edition of the copy that was replaced last. */
  synchronized long newestEdition() {
    return editions;
  }

  /** Forgets what is known of a partition. */
  synchronized void forget(int partition) {
    followed.forget(partition);
    reached.remove(partition);
    edition.put(partition, ++editions);
  }

  @Override
  public void onUpdateStart(TopicPartition changelog, String store, long from) {
    startsFrom(changelog, from);
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
    startsFrom(changelog, from);
  }

  private synchronized void startsFrom(TopicPartition changelog, long from) {
    Reached known = reached.get(changelog.partition());
    // A standby that becomes the owner continues where it was.
    if (known == null || from < known.positions().getOrDefault(changelog, 0L)) {
      forget(changelog.partition());
    }
  }

  @Override
  public void onUpdateSuspended(
      TopicPartition changelog, String store, long offset, long end, SuspendReason reason) {
    if (reason == SuspendReason.MIGRATED) {
      forget(changelog.partition());
    }
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long count) {
    forget(changelog.partition());
  }

  @Override
  public void onBatchLoaded(
      TopicPartition changelog, String store, TaskId task, long upTo, long count, long end) {
    // Only looks count: they see all stores of a partition together.
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long upTo, long count) {
    // As above.
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long count) {
    // The task opens next, and reports that.
  }
}
