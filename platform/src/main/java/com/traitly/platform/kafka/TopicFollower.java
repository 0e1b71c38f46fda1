package com.traitly.platform.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic on a thread of its own and hands every record to a listener, in the order of each
 * partition. It survives outages of the broker and passes over records that cannot be read.
 * Thread-safe.
 */
public final class TopicFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<TopicPartition> partitions;
  private final From from;
  private final java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> listener;
  private final UnreadableRecords unreadable;
  private final CountDownLatch current = new CountDownLatch(1);
  private final ReadingThread thread;

  /** Where reading begins. */
  public enum From {
    BEGINNING,
    END
  }

  /**
   * Starts to read.
   *
   * @param open opens a reader of bytes
   * @param partitions how many the topic has
   * @param listener called on the reading thread; throws at a record that it cannot read
   * @param unreadable receives those records
   */
  public TopicFollower(
      Supplier<Consumer<byte[], byte[]>> open,
      String topic,
      int partitions,
      From from,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> listener,
      UnreadableRecords unreadable) {
    this.partitions =
        IntStream.range(0, partitions).mapToObj(each -> new TopicPartition(topic, each)).toList();
    this.from = from;
    this.listener = listener;
    this.unreadable = unreadable;
    thread = ReadingThread.start("follow-" + topic, topic, open, new Following());
  }

  /**
   * Waits until the listener has had every record that existed at the start, or, from {@link
   * From#END}, until the reader is in place. Returns false when that takes too long or the thread
   * is interrupted.
   */
  public boolean awaitCurrent(Duration atMost) {
    try {
      return current.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether that point has been reached. */
  public boolean isCurrent() {
    return current.getCount() == 0;
  }

  @Override
  public void close() {
    thread.close();
  }

  /** The offset to be read next in each partition. */
  private final class Following implements ReadingThread.Reading {
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private Map<TopicPartition, Long> ends = Map.of();

    @Override
    public void begin(Consumer<byte[], byte[]> reader) {
      reader.assign(partitions);
      ends = reader.endOffsets(partitions, PATIENCE);
      Map<TopicPartition, Long> begin =
          from == From.END ? ends : reader.beginningOffsets(partitions, PATIENCE);
      begin.forEach(next::putIfAbsent);
      next.forEach(reader::seek);
    }

    @Override
    public void turn(Consumer<byte[], byte[]> reader) {
      if (!isCurrent() && ends.entrySet().stream().allMatch(this::isReached)) {
        current.countDown();
      }
      unreadable.passOverUnfit(reader.poll(POLL), listener);
      // Transaction markers take offsets too, so the last record is not the end.
      partitions.forEach(each -> next.put(each, reader.position(each, PATIENCE)));
    }

    @Override
    public void lost() {
      next.clear();
    }

    private boolean isReached(Map.Entry<TopicPartition, Long> end) {
      return next.getOrDefault(end.getKey(), 0L) >= end.getValue();
    }
  }
}
