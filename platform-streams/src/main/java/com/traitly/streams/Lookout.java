package com.traitly.streams;

import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.streams.StandbyProgress.Aim;
import com.traitly.streams.StandbyProgress.Gap;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second at where the topics end and what the group has committed, so that each copy of
 * a partition's state that is here can say how old it is. Thread-safe.
 */
final class Lookout implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
  private static final long EVERY_MILLIS = 1_000;

  /** A look that is older was followed by one that failed. */
  private static final Duration RECENT = Duration.ofMillis(2_500);

  /** Older knowledge than this is not certain: another process may be the owner by now. */
  private static final Duration CERTAIN = Duration.ofSeconds(5);

  /** Whoever reads on after an opening has applied a record by then, if there was one. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final Parts parts;
  private final GroupOffsets offsets;
  private final EmptyGaps gaps;
  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread;
  private final Map<Integer, CaughtUp> caughtUp = new ConcurrentHashMap<>();
  private volatile @Nullable Look last;

  /**
   * What is looked at.
   *
   * @param group whose committed positions count
   * @param sources topics whose records are applied to the partitions
   */
  record Parts(
      String group,
      Set<String> sources,
      KafkaStreams streams,
      AppliedOffsets applied,
      StandbyProgress standbys) {}

  /** What one look told; the ends of sources for a reader of committed records. */
  private record Look(long at, Map<TopicPartition, Long> ends, Set<Gap> empty) {}

  /** When a partition that is open was last seen to include all there was. */
  private record CaughtUp(long opening, long at) {}

  Lookout(KafkaAccess kafka, InstantSource clock, Parts parts) {
    this.clock = clock;
    this.parts = parts;
    offsets = new GroupOffsets(kafka, parts.group());
    gaps = new EmptyGaps(kafka);
    parts
        .applied()
        .whenOpened(partition -> {
          parts.standbys().forget(partition);
          wanted.release();
        });
    thread = Thread.ofPlatform().daemon().name("lookout-" + parts.group()).start(this::run);
  }

  /** The copy of a partition that is here; null when there is none that may be read. */
  @Nullable LocalCopy copy(int partition) {
    Long opening = parts.applied().opening(partition);
    return opening == null ? standby(partition) : live(partition, opening);
  }

  @Override
  public void close() {
    thread.interrupt();
    offsets.close();
  }

  private @Nullable LocalCopy standby(int partition) {
    long edition = parts.standbys().edition(partition);
    Aim reached = parts.standbys().reached(partition);
    return reached == null
        ? null
        : new LocalCopy(false, edition, millisSince(reached.at()), false, reached.next());
  }

  private @Nullable LocalCopy live(int partition, long opening) {
    Look look = last;
    long since = parts.applied().openSince(partition);
    if (look == null || look.at() - since < 0) {
      return null;
    }
    long lookedAgo = millisSince(look.at());
    long age = lookedAgo <= RECENT.toMillis() ? 0 : lookedAgo;
    for (String topic : parts.sources()) {
      TopicPartition source = new TopicPartition(topic, partition);
      if (lags(source, look)) {
        OptionalLong behind = behind(source, opening);
        if (behind.isEmpty() && millisSince(since) < SETTLING.toMillis()) {
          return null;
        }
        age = Math.max(age, behind.orElse(millisSince(since)));
      }
    }
    return new LocalCopy(true, opening, age, lookedAgo <= CERTAIN.toMillis(), Map.of());
  }

  /** How long ago that was acknowledged which comes next; empty when nothing is known. */
  private OptionalLong behind(TopicPartition source, long opening) {
    CaughtUp before = caughtUp.get(source.partition());
    Long newest = parts.applied().newest(source);
    LongStream.Builder known = LongStream.builder();
    if (before != null && before.opening() == opening) {
      known.add(millisSince(before.at()));
    }
    if (newest != null) {
      known.add(Math.max(0, clock.millis() - newest));
    }
    return known.build().min();
  }

  private boolean lags(TopicPartition source, Look look) {
    long next = parts.applied().next(source);
    return next < look.ends().getOrDefault(source, 0L)
        && !look.empty().contains(new Gap(source, next));
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look();
        wanted.tryAcquire(EVERY_MILLIS, TimeUnit.MILLISECONDS);
        wanted.drainPermits();
      } catch (InterruptedException e) {
        return;
      } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException e) {
        LOG.debug("{} could not look at its topics", parts.group(), e);
        if (!pause()) {
          return;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(EVERY_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void look() throws InterruptedException, ExecutionException, TimeoutException {
    long at = System.nanoTime();
    Map<TopicPartition, Long> committed = offsets.committed();
    parts.applied().committed(committed);
    lookAtStandbys(at, committed);
    Map<TopicPartition, Long> ends = offsets.ends(parts.sources(), parts.applied().open());
    Set<Gap> empty = new HashSet<>();
    ends.forEach((source, end) -> {
      Gap gap = new Gap(source, parts.applied().next(source));
      boolean open = parts.applied().opening(source.partition()) != null;
      if (open && gap.from() < end && gaps.nothingUpTo(gap, end)) {
        empty.add(gap);
      }
    });
    Look look = new Look(at, ends, empty);
    noteCaughtUp(look);
    last = look;
    gaps.read();
  }

  private void noteCaughtUp(Look look) {
    for (int partition : parts.applied().open()) {
      Long opening = parts.applied().opening(partition);
      if (opening != null
          && parts.sources().stream()
              .noneMatch(topic -> lags(new TopicPartition(topic, partition), look))) {
        caughtUp.put(partition, new CaughtUp(opening, look.at()));
      }
    }
  }

  private void lookAtStandbys(long at, Map<TopicPartition, Long> committed) {
    Map<Integer, Map<TopicPartition, Long>> positions = new HashMap<>();
    Map<Integer, Map<TopicPartition, Long>> ends = new HashMap<>();
    if (holdsStandbys()) {
      for (Map.Entry<String, Map<Integer, LagInfo>> store :
          parts.streams().allLocalStorePartitionLags().entrySet()) {
        String changelog = parts.group() + "-" + store.getKey() + "-changelog";
        store
            .getValue()
            .forEach((partition, lag) -> {
              TopicPartition from = new TopicPartition(changelog, partition);
              positions
                  .computeIfAbsent(partition, any -> new HashMap<>())
                  .put(from, lag.currentOffsetPosition());
              ends.computeIfAbsent(partition, any -> new HashMap<>())
                  .put(from, lag.endOffsetPosition());
            });
      }
    }
    positions.forEach((partition, where) -> {
      if (parts.applied().opening(partition) == null) {
        Aim aim = new Aim(at, committed, Map.copyOf(ends.getOrDefault(partition, Map.of())));
        parts.standbys().look(partition, Map.copyOf(where), aim, gaps::nothingUpTo);
      }
    });
  }

  private boolean holdsStandbys() {
    return parts.streams().metadataForLocalThreads().stream()
        .anyMatch(each -> !each.standbyTasks().isEmpty());
  }

  private static long millisSince(long nanos) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos));
  }
}
