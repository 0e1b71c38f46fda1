package com.traitly.streams.freshness;

import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.streams.freshness.Aim.Gap;
import com.traitly.streams.freshness.StandbyProbe.Changelogs;
import com.traitly.streams.state.LocalCopy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the ends of topics with what the group has committed, every second, so that each local
 * copy of a partition's state can say how old it is. Thread-safe.
 */
public final class FreshnessMonitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FreshnessMonitor.class);
  private static final long EVERY_MILLIS = 1_000;

  /** A look that is older than this was followed by a failed one. */
  private static final Duration RECENT = Duration.ofMillis(2_500);

  /** Knowledge that is older than this is not certain: another process may be the owner by now. */
  private static final Duration CERTAIN = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final Parts parts;
  private final GroupOffsets offsets;
  private final TransactionMarkerGaps gaps;
  private final CommittedLag lag = new CommittedLag();
  private final StandbyProbe standbys;
  private final UpstreamProgress upstreams;
  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread;
  private volatile @Nullable Look last;

  /**
   * What the monitor watches.
   *
   * @param group the group whose committed offsets count
   * @param sources topics whose records are applied to the partitions
   * @param upstreams topics whose records reach the partitions by way of one of the sources
   * @param stores names of the stores that the partitions consist of
   */
  public record Parts(
      String group,
      Set<String> sources,
      List<Upstream> upstreams,
      Set<String> stores,
      KafkaStreams streams,
      AppliedOffsets applied,
      StandbyProgress standbys) {}

  /** The result of one look; the ends of sources are those for a reader of committed records. */
  private record Look(long at, Map<TopicPartition, Long> ends, Set<Gap> empty) {}

  public FreshnessMonitor(KafkaAccess kafka, InstantSource clock, Parts parts) {
    this.clock = clock;
    this.parts = parts;
    offsets = new GroupOffsets(kafka);
    gaps = new TransactionMarkerGaps(kafka);
    standbys = new StandbyProbe(parts, gaps, lag);
    upstreams = new UpstreamProgress(parts.upstreams());
    parts
        .applied()
        .whenOpened(partition -> {
          parts.standbys().forget(partition);
          wanted.release();
        });
    thread = Thread.ofPlatform().daemon().name("freshness-" + parts.group()).start(this::run);
  }

  /** The copy of a partition that is here; null when there is none that may be read. */
  public @Nullable LocalCopy copy(int partition) {
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
        OptionalLong behind = behind(source);
        if (behind.isEmpty()) {
          return null;
        }
        age = Math.max(age, behind.getAsLong());
      }
    }
    return new LocalCopy(true, opening, age, lookedAgo <= CERTAIN.toMillis(), Map.of());
  }

  /**
   * Upper bound of the age of the next record that has not been applied yet; empty when unknown.
   */
  private OptionalLong behind(TopicPartition source) {
    Long before = parts.applied().caughtUpAt(source.partition());
    Long newest = parts.applied().newest(source);
    LongStream.Builder known = LongStream.builder();
    if (before != null) {
      known.add(millisSince(before));
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
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          look();
        } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException e) {
          LOG.debug("{} could not look at its topics", parts.group(), e);
        }
        wanted.tryAcquire(EVERY_MILLIS, TimeUnit.MILLISECONDS);
        wanted.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void look() throws InterruptedException, ExecutionException, TimeoutException {
    long at = System.nanoTime();
    Map<TopicPartition, Aim> aims = upstreams.aims(offsets);
    Map<TopicPartition, Long> committed = offsets.committed(parts.group());
    Map<TopicPartition, Long> included = upstreams.note(aims, committed, gaps::nothingUpTo);
    parts.applied().committed(committed);
    parts.applied().included(included);
    included.forEach(committed::putIfAbsent);
    Map<Integer, Changelogs> followed = standbys.changelogs();
    Set<Integer> here = new HashSet<>(parts.applied().open());
    here.addAll(followed.keySet());
    Map<TopicPartition, Long> ends =
        offsets.ends(parts.sources(), here, IsolationLevel.READ_COMMITTED);
    standbys.note(at, committed, ends, followed);
    Set<Gap> empty = new HashSet<>();
    ends.forEach((source, end) -> {
      Gap gap = new Gap(source, parts.applied().next(source));
      boolean open = parts.applied().opening(source.partition()) != null;
      if (open && gap.from() < end && gaps.nothingUpTo(gap, end)) {
        empty.add(gap);
      }
    });
    Look look = new Look(at, ends, empty);
    noteCaughtUp(look, committed);
    last = look;
    gaps.read();
  }

  private void noteCaughtUp(Look look, Map<TopicPartition, Long> committed) {
    for (int partition : parts.applied().open()) {
      Long opening = parts.applied().opening(partition);
      // The look knows no ends of a partition that opened after it.
      if (opening != null && parts.applied().openSince(partition) - look.at() <= 0) {
        boolean lags =
            parts.sources().stream()
                .anyMatch(topic -> lags(new TopicPartition(topic, partition), look));
        // Live state includes what is committed, even before the first record after an opening.
        Long includedUpTo =
            lag.look(partition, look.at(), look.ends(), committed, gaps::nothingUpTo);
        Long at = lags ? includedUpTo : Long.valueOf(look.at());
        if (at != null) {
          parts.applied().caughtUp(partition, opening, at);
        }
      }
    }
  }

  private static long millisSince(long nanos) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos));
  }
}
