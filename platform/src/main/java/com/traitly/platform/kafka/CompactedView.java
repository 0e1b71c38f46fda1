package com.traitly.platform.kafka;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topic;
import com.traitly.platform.lifecycle.StartupFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A one-partition compacted topic held in memory, read from its beginning and followed.
 *
 * <p>It outlives every outage of the broker, and knows how old its knowledge is: at least every two
 * seconds it asks where the topic ends. Without an answer for longer than the greatest age it is
 * not ready, because what it shows may no longer hold.
 *
 * <p>Reads are thread-safe. A record that cannot be read is passed over: the definition it would
 * replace stays in force.
 */
public final class CompactedView<V> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CompactedView.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long ASK_EVERY = Duration.ofSeconds(2).toNanos();

  private final Map<AccountKey, V> values = new ConcurrentHashMap<>();
  private final Topic<AccountKey, V> topic;
  private final TopicPartition partition;
  private final Duration maxAge;
  private final ViewListener<V> listener;
  private final UnreadableRecords unreadable;
  private final ReadingThread thread;

  /** When all of the topic was last known to be shown, in nanoseconds; null for not yet. */
  private volatile @Nullable Long completeAt;

  private long shownBelow;

  /**
   * Starts to read.
   *
   * @param maxAge how long the view counts as ready without contact to the topic
   * @param unreadable is given the records that cannot be read
   */
  public CompactedView(
      KafkaAccess kafka,
      Topic<AccountKey, V> topic,
      Duration maxAge,
      ViewListener<V> listener,
      UnreadableRecords unreadable) {
    this(kafka::bytesReader, topic, maxAge, listener, unreadable);
  }

  CompactedView(
      Supplier<Consumer<byte[], byte[]>> open,
      Topic<AccountKey, V> topic,
      Duration maxAge,
      ViewListener<V> listener,
      UnreadableRecords unreadable) {
    this.unreadable = unreadable;
    this.topic = topic;
    this.maxAge = maxAge;
    this.listener = listener;
    partition = new TopicPartition(topic.name(), 0);
    thread = ReadingThread.start("view-" + topic.name(), topic.name(), open, new Following());
  }

  /** All values, as they are at each look. */
  public Map<AccountKey, V> all() {
    return Collections.unmodifiableMap(values);
  }

  /** Empty when everything is shown that was there at most the greatest age ago, else why not. */
  public Optional<String> notReadyBecause() {
    if (completeAt == null) {
      return Optional.of("still reading " + topic.name());
    }
    Duration age = age();
    return age.compareTo(maxAge) <= 0
        ? Optional.empty()
        : Optional.of(
            "topic %s could not be reached for %d s: check that the Kafka broker is up"
                .formatted(topic.name(), age.toSeconds()));
  }

  /** How long ago the view was last known to show all there was; zero before it first did. */
  public Duration age() {
    Long at = completeAt;
    return at == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - at);
  }

  /**
   * Waits until everything that was there at start has been read.
   *
   * @throws StartupFailure when that takes longer
   */
  public synchronized void awaitCaughtUp(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      while (completeAt == null) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new StartupFailure(
              "Topic "
                  + topic.name()
                  + " could not be read within "
                  + atMost.toSeconds()
                  + " s: check that the Kafka broker is up.");
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("Interrupted while reading " + topic.name() + ".", e);
    }
  }

  /** Waits until the view shows the record at this offset; false when that takes longer. */
  public synchronized boolean awaitShown(long offset, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (shownBelow <= offset) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public void close() {
    thread.close();
  }

  /** Reads to the end, then asks again and again where that is. */
  private final class Following implements ReadingThread.Reading {
    private long askedAt;

    /** Where the topic ended when asked; -1 for not known, or reached. */
    private long end;

    @Override
    public void begin(Consumer<byte[], byte[]> from) {
      from.assign(List.of(partition));
      if (shownBelow == 0) {
        from.seekToBeginning(List.of(partition));
      } else {
        from.seek(partition, shownBelow);
      }
      askedAt = System.nanoTime() - ASK_EVERY;
      end = -1;
    }

    @Override
    public void turn(Consumer<byte[], byte[]> from) {
      if (end < 0 && System.nanoTime() - askedAt >= ASK_EVERY) {
        askedAt = System.nanoTime();
        end = endOffset(from);
      }
      unreadable.passOverUnfit(from.poll(POLL), CompactedView.this::take);
      long position = from.position(partition, PATIENCE);
      boolean complete = end >= 0 && position >= end;
      shown(position, complete ? (Long) askedAt : completeAt);
      end = complete ? -1 : end;
    }

    /** What can no longer be confirmed must not be shown either. */
    @Override
    public void lost() {
      LOG.error("topic {} is read again from its beginning", topic.name());
      shown(0, null);
      values.keySet().forEach(key -> apply(key, null));
    }
  }

  /** Where the topic ends; -1 when no broker tells. */
  private long endOffset(Consumer<byte[], byte[]> from) {
    try {
      return from.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, -1L);
    } catch (TimeoutException away) {
      LOG.debug("nobody tells where {} ends", topic.name());
      return -1;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    apply(topic.readKey(record.key()), topic.readValue(record.value()));
  }

  private synchronized void shown(long below, @Nullable Long completeSince) {
    shownBelow = below;
    completeAt = completeSince;
    notifyAll();
  }

  private void apply(AccountKey key, @Nullable V value) {
    V before = value == null ? values.remove(key) : values.put(key, value);
    listener.changed(key, before, value);
  }
}
