package com.traitly.platform.kafka;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topic;
import com.traitly.platform.lifecycle.StartupFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A one-partition compacted topic held in memory, read from its beginning and followed.
 *
 * <p>Reads are thread-safe. A record that cannot be read is logged and skipped: the definition it
 * would replace stays in force.
 */
public final class CompactedView<V> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CompactedView.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<AccountKey, V> values = new ConcurrentHashMap<>();
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Consumer<AccountKey, V> consumer;
  private final TopicPartition partition;
  private final Listener<V> listener;
  private final Thread thread;
  private volatile boolean running = true;
  private long shownBelow;

  /** Hears of every change, on the view's own thread, after the view shows it. */
  @FunctionalInterface
  public interface Listener<V> {
    /** One key changed; null stands for absent. */
    void changed(AccountKey key, @Nullable V before, @Nullable V after);
  }

  /** Starts to read. */
  public CompactedView(KafkaAccess kafka, Topic<AccountKey, V> topic, Listener<V> listener) {
    this.listener = listener;
    consumer = kafka.reader(topic);
    partition = new TopicPartition(topic.name(), 0);
    thread = new Thread(this::follow, "view-" + topic.name());
    thread.setDaemon(true);
    thread.start();
  }

  /** The value now; null when absent. */
  public @Nullable V get(AccountKey key) {
    return values.get(key);
  }

  /** All values now. */
  public Map<AccountKey, V> all() {
    return Map.copyOf(values);
  }

  /** Empty when everything that was there at start has been read, else why not. */
  public Optional<String> notReadyBecause() {
    return caughtUp.getCount() == 0
        ? Optional.empty()
        : Optional.of("still reading " + partition.topic());
  }

  /**
   * Waits until everything that was there at start has been read.
   *
   * @throws StartupFailure when that takes longer
   */
  public void awaitCaughtUp(Duration atMost) {
    try {
      if (!caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StartupFailure(
            "Topic "
                + partition.topic()
                + " could not be read within "
                + atMost.toSeconds()
                + " s: check that the Kafka broker is up.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("Interrupted while reading " + partition.topic() + ".", e);
    }
  }

  /** Waits until the view shows the record at this offset; false when that takes longer. */
  public synchronized boolean awaitShown(long offset, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (shownBelow <= offset) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public void close() {
    running = false;
    consumer.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try (consumer) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = -1;
      while (running) {
        end = end < 0 ? endOffset() : end;
        poll();
        shown(consumer.position(partition));
        if (end >= 0 && caughtUp.getCount() > 0 && consumer.position(partition) >= end) {
          caughtUp.countDown();
        }
      }
    } catch (WakeupException closing) {
      LOG.debug("view of {} closed", partition.topic());
    } catch (RuntimeException e) {
      LOG.error("view of {} stopped; restart the process", partition.topic(), e);
    }
  }

  private long endOffset() {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, -1L);
  }

  private void poll() {
    try {
      ConsumerRecords<AccountKey, V> records = consumer.poll(POLL);
      for (ConsumerRecord<AccountKey, V> each : records) {
        apply(each.key(), each.value());
      }
    } catch (RecordDeserializationException e) {
      LOG.error("skipped unreadable record {}@{}", e.topicPartition(), e.offset(), e);
      consumer.seek(e.topicPartition(), e.offset() + 1);
    }
  }

  private synchronized void shown(long below) {
    shownBelow = below;
    notifyAll();
  }

  private void apply(AccountKey key, @Nullable V value) {
    V before = value == null ? values.remove(key) : values.put(key, value);
    listener.changed(key, before, value);
  }
}
