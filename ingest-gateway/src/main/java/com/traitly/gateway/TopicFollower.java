package com.traitly.gateway;

import com.traitly.contracts.topic.PassedOver;
import com.traitly.platform.kafka.UnreadableRecords;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic on a thread of its own and hands every record to a listener, in the order of each
 * partition. It outlives outages of the broker, and passes over what cannot be read. Thread-safe.
 */
final class TopicFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Supplier<Consumer<byte[], byte[]>> open;
  private final List<TopicPartition> partitions;
  private final From from;
  private final java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> listener;
  private final UnreadableRecords unreadable;
  private final CountDownLatch current = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean running = true;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  /** Where to go on; of the reading thread. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /** Where reading begins. */
  enum From {
    BEGINNING,
    END
  }

  /**
   * Starts to read.
   *
   * @param open opens a reader of bytes
   * @param listener called on the reading thread; throws at a record that it cannot read
   * @param unreadable is given those records
   */
  TopicFollower(
      Supplier<Consumer<byte[], byte[]>> open,
      Collection<TopicPartition> partitions,
      From from,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> listener,
      UnreadableRecords unreadable) {
    this.open = open;
    this.partitions = List.copyOf(partitions);
    this.from = from;
    this.listener = listener;
    this.unreadable = unreadable;
    thread = new Thread(this::follow, "follow-" + this.partitions.getFirst().topic());
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits until all has been heard that was there at the start, or is yet to come. */
  boolean awaitCurrent(Duration atMost) {
    try {
      return current.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether that is so now. */
  boolean isCurrent() {
    return current.getCount() == 0;
  }

  @Override
  public void close() {
    running = false;
    Consumer<byte[], byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    LockSupport.unpark(thread);
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    while (running) {
      try (Consumer<byte[], byte[]> reader = open.get()) {
        consumer = reader;
        read(reader);
      } catch (WakeupException closing) {
        LOG.debug("no longer following {}", partitions);
      } catch (OffsetOutOfRangeException e) {
        LOG.warn("topic {} lost what was to be read next", partitions.getFirst().topic());
        next.clear();
      } catch (RuntimeException e) {
        LOG.warn(
            "topic {} cannot be read; trying again: {}",
            partitions.getFirst().topic(),
            e.toString());
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  private void read(Consumer<byte[], byte[]> reader) {
    reader.assign(partitions);
    Map<TopicPartition, Long> ends = reader.endOffsets(partitions, PATIENCE);
    Map<TopicPartition, Long> begin =
        from == From.END ? ends : reader.beginningOffsets(partitions, PATIENCE);
    begin.forEach(next::putIfAbsent);
    next.forEach(reader::seek);
    while (running) {
      if (!isCurrent() && ends.entrySet().stream().allMatch(this::isReached)) {
        current.countDown();
      }
      poll(reader);
    }
  }

  private boolean isReached(Map.Entry<TopicPartition, Long> end) {
    return next.getOrDefault(end.getKey(), 0L) >= end.getValue();
  }

  private void poll(Consumer<byte[], byte[]> reader) {
    for (ConsumerRecord<byte[], byte[]> each : reader.poll(POLL)) {
      try {
        listener.accept(each);
      } catch (RuntimeException unfit) {
        unreadable.passOver(PassedOver.of(each), unfit);
      }
    }
    // Markers of transactions lie between the records, so the last record is not the end.
    partitions.forEach(each -> next.put(each, reader.position(each, PATIENCE)));
  }
}
