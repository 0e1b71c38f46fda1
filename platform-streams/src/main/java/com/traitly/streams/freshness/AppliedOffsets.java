package com.traitly.streams.freshness;

import com.traitly.streams.state.LocalCopy;
import com.traitly.streams.state.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The offsets up to which each source has been applied to the live partitions of this process, so
 * that a reader can wait for a write.
 *
 * <p>A task reports when it opens, after its state was restored, and when it closes. An opening
 * forgets the earlier offsets: after a crash or an aborted transaction the restored state may be
 * older than what this process had applied. Thread-safe.
 */
public final class AppliedOffsets {
  private final Map<String, Long> whole = new HashMap<>();
  private final Map<Integer, Opening> open = new HashMap<>();
  private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();
  private long openings;

  /** A partition between its opening and its closing. */
  private static final class Opening {
    final long number;
    final long since = System.nanoTime();
    final Map<TopicPartition, Long> next = new HashMap<>();
    final Map<TopicPartition, Long> newest = new HashMap<>();
    Map<TopicPartition, Long> claims = Map.of();
    @Nullable Long caughtUpAt;

    Opening(long number) {
      this.number = number;
    }

    void includes(TopicPartition source, long nextOffset) {
      next.merge(source, nextOffset, Math::max);
    }
  }

  /** For a process that reads no topic as a whole. */
  public AppliedOffsets() {
    this(Set.of());
  }

  /**
   * The offsets of a process.
   *
   * @param whole one-partition topics that it reads as a whole, such as definitions: all its state
   *     can include writes to them
   */
  public AppliedOffsets(Set<String> whole) {
    whole.forEach(topic -> this.whole.put(topic, 0L));
  }

  /** Called when all state here includes the record at this offset of a topic read as a whole. */
  public synchronized void appliedAsWhole(String topic, long offset) {
    whole.computeIfPresent(topic, (same, next) -> Math.max(next, offset + 1));
    notifyAll();
  }

  /**
   * Called by a task once its state is restored.
   *
   * @param claims offsets that the state itself claims to include; they count once the group's
   *     committed offsets are beyond them, because a crash can leave one store ahead of another
   */
  public void opened(int partition, Map<TopicPartition, Long> claims) {
    synchronized (this) {
      Opening opening = new Opening(++openings);
      opening.claims = Map.copyOf(claims);
      open.put(partition, opening);
      notifyAll();
    }
    listeners.forEach(each -> each.accept(partition));
  }

  /** Calls the listener with the partition of every opening. */
  void whenOpened(IntConsumer listener) {
    listeners.add(listener);
  }

  /** Called by a task that gives its partition up. */
  public synchronized void closed(int partition) {
    open.remove(partition);
    notifyAll();
  }

  /**
   * Called by a task after it applied a record.
   *
   * @param timestamp of the record, UNIX milliseconds
   */
  public void applied(RecordMetadata record, long timestamp) {
    applied(record.topic(), record.partition(), record.offset(), timestamp);
  }

  /** Called when the state includes the record at this offset. */
  public synchronized void applied(String topic, int partition, long offset, long timestamp) {
    Opening opening = open.get(partition);
    if (opening != null) {
      TopicPartition source = new TopicPartition(topic, partition);
      opening.includes(source, offset + 1);
      opening.newest.put(source, timestamp);
      notifyAll();
    }
  }

  /** Called with the group's committed offsets, which restored state always includes. */
  public synchronized void committed(Map<TopicPartition, Long> next) {
    included(next);
    for (Opening opening : open.values()) {
      boolean proven =
          opening.claims.entrySet().stream()
              .allMatch(claim ->
                  !next.containsKey(claim.getKey()) || claim.getValue() < next.get(claim.getKey()));
      if (proven && !next.isEmpty()) {
        opening.claims.forEach((source, offset) -> opening.includes(source, offset + 1));
        opening.claims = Map.of();
      }
    }
    notifyAll();
  }

  /** Called with the offsets up to which open partitions include sources, exclusive. */
  synchronized void included(Map<TopicPartition, Long> next) {
    next.forEach((source, offset) -> {
      Opening opening = open.get(source.partition());
      if (opening != null) {
        opening.includes(source, offset);
      }
    });
    notifyAll();
  }

  /**
   * Called when a partition's live state was seen to include every record that was acknowledged
   * before a moment.
   *
   * @param opening see {@link #opening}
   * @param at the moment, on the nanosecond clock
   */
  public synchronized void caughtUp(int partition, long opening, long at) {
    Opening now = open.get(partition);
    if (now != null && now.number == opening) {
      Long before = now.caughtUpAt;
      now.caughtUpAt = before == null || at - before > 0 ? at : before;
    }
  }

  /**
   * Whether the partition's live state is here and is known to include every record that was
   * acknowledged before a moment on the nanosecond clock.
   */
  public synchronized boolean includesAllBefore(int partition, long moment) {
    Long at = caughtUpAt(partition);
    return at != null && at - moment >= 0;
  }

  /** The latest moment for which that is known; null when none is known since the opening. */
  synchronized @Nullable Long caughtUpAt(int partition) {
    Opening opening = open.get(partition);
    return opening == null ? null : opening.caughtUpAt;
  }

  /** Waits until a copy includes a write; false when that takes too long. */
  public synchronized boolean await(LocalCopy copy, Position write, Duration atMost)
      throws InterruptedException {
    return copy.live() || whole.containsKey(write.topic())
        ? await(write, atMost)
        : copy.includes(write);
  }

  /**
   * Waits until the live state includes a write; false when that takes too long, or when the
   * partition is not open or closes meanwhile.
   */
  public synchronized boolean await(Position write, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (Long next = next(write); next != null; next = next(write)) {
      if (next > write.offset()) {
        return true;
      }
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return false;
  }

  private @Nullable Long next(Position write) {
    TopicPartition source = new TopicPartition(write.topic(), write.partition());
    Opening now = open.get(write.partition());
    return whole.containsKey(write.topic())
        ? whole.get(write.topic())
        : now == null ? null : now.next.getOrDefault(source, 0L);
  }

  /** The partitions whose live state is here. */
  synchronized Set<Integer> open() {
    return Set.copyOf(open.keySet());
  }

  /** The number of this opening, null while the partition's live state is not here. */
  public synchronized @Nullable Long opening(int partition) {
    Opening opening = open.get(partition);
    return opening == null ? null : Long.valueOf(opening.number);
  }

  /** When the partition opened, on the nanosecond clock. */
  synchronized long openSince(int partition) {
    Opening opening = open.get(partition);
    return opening == null ? System.nanoTime() : opening.since;
  }

  /** The offset up to which a source has been applied, exclusive. */
  synchronized long next(TopicPartition source) {
    Opening opening = open.get(source.partition());
    return opening == null ? 0 : opening.next.getOrDefault(source, 0L);
  }

  /** Timestamp of the last record applied since the opening; null when there was none. */
  synchronized @Nullable Long newest(TopicPartition source) {
    Opening opening = open.get(source.partition());
    return opening == null ? null : opening.newest.get(source);
  }
}
