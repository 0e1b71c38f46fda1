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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A one-partition compacted topic in memory, read from its beginning and then followed.
 *
 * <p>It survives outages of the broker and knows its own age: it asks about every two seconds where
 * the topic ends. Without an answer for longer than {@code maxAge} it is not ready, because its
 * values may be outdated.
 *
 * <p>Reads are thread-safe. A record that cannot be read is passed over: the value that it would
 * replace stays.
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
  private final Listener<V> listener;
  private final UnreadableRecords unreadable;
  private final ReadingThread thread;

  /** When the view last included the whole topic, in nanoseconds; null before it first did. */
  private volatile @Nullable Long completeAt;

  private long shownBelow;

  /** Receives every change of a view, on the view's own thread, after the view shows it. */
  @FunctionalInterface
  public interface Listener<V> {
    /** One key changed; null means absent. */
    void changed(AccountKey key, @Nullable V before, @Nullable V after);
  }

  /**
   * Starts to read.
   *
   * @param maxAge how long the view counts as ready without contact with the topic
   * @param unreadable receives the records that cannot be read
   */
  public CompactedView(
      KafkaAccess kafka,
      Topic<AccountKey, V> topic,
      Duration maxAge,
      Listener<V> listener,
      UnreadableRecords unreadable) {
    this(kafka::bytesReader, topic, maxAge, listener, unreadable);
  }

  CompactedView(
      Supplier<Consumer<byte[], byte[]>> open,
      Topic<AccountKey, V> topic,
      Duration maxAge,
      Listener<V> listener,
      UnreadableRecords unreadable) {
    this.unreadable = unreadable;
    this.topic = topic;
    this.maxAge = maxAge;
    this.listener = listener;
    partition = new TopicPartition(topic.name(), 0);
    thread = ReadingThread.start("view-" + topic.name(), topic.name(), open, new Following());
  }

  /** A live, unmodifiable map of all values. */
  public Map<AccountKey, V> all() {
    return Collections.unmodifiableMap(values);
  }

  /** Empty when the view included the whole topic within {@code maxAge}; otherwise the reason. */
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

  /** Time since the view was last known to include the whole topic; zero before it first did. */
  public Duration age() {
    Long at = completeAt;
    return at == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - at);
  }

  /**
   * Waits until every record that existed at the start has been read.
   *
   * @throws StartupFailure when that takes longer
   */
  public void awaitCaughtUp(Duration atMost) {
    try {
      if (!await(() -> completeAt != null, atMost)) {
        throw new StartupFailure(
            "Topic "
                + topic.name()
                + " could not be read within "
                + atMost.toSeconds()
                + " s: check that the Kafka broker is up.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("Interrupted while reading " + topic.name() + ".", e);
    }
  }

  /**
   * Waits until the view shows the record at this offset; false when that takes longer than {@code
   * atMost}.
   */
  public boolean awaitShown(long offset, Duration atMost) throws InterruptedException {
    return await(() -> shownBelow > offset, atMost);
  }

  private synchronized boolean await(BooleanSupplier reached, Duration atMost)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!reached.getAsBoolean()) {
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

  /** Reads to the end of the topic, and keeps asking where that is. */
  private final class Following implements ReadingThread.Reading {
    private long askedAt;

    /** The end of the topic when last asked; -1 when it is unknown or reached. */
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

    /** Values that can no longer be confirmed must not be shown. */
    @Override
    public void lost() {
      LOG.error("topic {} is read again from its beginning", topic.name());
      shown(0, null);
      values.keySet().forEach(key -> apply(key, null));
    }
  }

  /** Where the topic ends; -1 when no broker answers. */
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
