package com.traitly.query.live;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.topic.SkippedRecord;
import com.traitly.platform.kafka.ReadingThread;
import com.traitly.platform.kafka.UnreadableRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of one kind of stream for all its listeners in this process, and only while
 * there are any. It also reads of erasures: what still waits about an erased customer is not
 * written. Thread-safe.
 */
final class LiveFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LiveSource source;
  private final Supplier<Consumer<byte[], byte[]>> open;
  private final LivePartitions partitions;
  private final UnreadableRecords unreadable;
  private final List<LiveListener> listeners = new ArrayList<>();
  private int users;
  private @Nullable Reading reading;

  /**
   * Reads nothing yet.
   *
   * @param unreadable receives the records that cannot be read, of topics that nobody else reads
   */
  LiveFeed(
      LiveSource source,
      LivePartitions partitions,
      Supplier<Consumer<byte[], byte[]>> open,
      UnreadableRecords unreadable) {
    this.source = source;
    this.partitions = partitions;
    this.open = open;
    this.unreadable = unreadable;
  }

  /** The partitions that it reads. */
  LivePartitions partitions() {
    return partitions;
  }

  /**
   * Begins to fill the queue of a new listener; the caller ends that with {@link #leave}.
   *
   * @param resumed a place that the caller got to before; items before it are not wanted again
   * @throws ApiException {@code unavailable} when the topics cannot be read
   */
  synchronized LiveListener join(
      String account, Map<String, String> filters, @Nullable LivePlace resumed)
      throws InterruptedException {
    users++;
    if (reading == null) {
      reading = new Reading();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (reading != null && reading.next == null) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    if (reading == null || reading.next == null) {
      users--;
      throw ApiException.notAccepted("The topics of this stream cannot be read; try again", 2);
    }
    LivePlace from = new LivePlace(reading.next);
    if (resumed != null) {
      for (int i = 0; i < from.partitions(); i++) {
        from = from.with(i, Math.max(from.next(i), resumed.next(i)));
      }
    }
    LiveListener listener = new LiveListener(account, filters, from);
    listeners.add(listener);
    return listener;
  }

  /** Ends a listener; the last one ends the reading. */
  void leave(LiveListener listener) {
    Reading idle;
    synchronized (this) {
      listeners.remove(listener);
      users--;
      idle = users == 0 ? reading : null;
      reading = idle == null ? reading : null;
    }
    if (idle != null) {
      idle.thread.close();
    }
  }

  @Override
  public void close() {
    Reading ended;
    synchronized (this) {
      ended = reading;
      reading = null;
    }
    if (ended != null) {
      ended.thread.close();
    }
  }

  /** One run of the reader. */
  private final class Reading implements ReadingThread.Reading {
    private final ReadingThread thread;
    // Guarded by the feed: where each partition is read next; null before that is known.
    private long @Nullable [] next;

    Reading() {
      String name = source.topics().getFirst().name();
      thread = ReadingThread.start("live-" + name, name, open, this);
    }

    @Override
    public void begin(Consumer<byte[], byte[]> consumer) {
      List<TopicPartition> all = partitions.all();
      consumer.assign(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all, PATIENCE);
      synchronized (LiveFeed.this) {
        if (next == null) {
          next = all.stream().mapToLong(ends::get).toArray();
        }
        for (int i = 0; i < all.size(); i++) {
          consumer.seek(all.get(i), next[i]);
        }
        LiveFeed.this.notifyAll();
      }
    }

    @Override
    public void turn(Consumer<byte[], byte[]> consumer) {
      var records = consumer.poll(POLL);
      synchronized (LiveFeed.this) {
        long[] place = next;
        if (reading != this || place == null) {
          return;
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
          int partition = partitions.index(record.topic(), record.partition());
          place[partition] = record.offset() + 1;
          dispatch(record, partition, place);
        }
        // Transaction markers take offsets too, so the last record is not the end.
        List<TopicPartition> all = partitions.all();
        for (int i = 0; i < all.size(); i++) {
          place[i] = consumer.position(all.get(i), PATIENCE);
        }
      }
    }

    @Override
    public void lost() {
      synchronized (LiveFeed.this) {
        next = null;
        listeners.forEach(LiveListener::broken);
      }
    }
  }

  private void dispatch(ConsumerRecord<byte[], byte[]> record, int partition, long[] place) {
    if (partitions.isOfErasures(partition)) {
      Erasure.of(record)
          .ifPresent(
              erasure -> listeners.forEach(each -> each.erase(erasure.customer(), erasure.at())));
      return;
    }
    List<LiveListener> candidates = new ArrayList<>();
    for (LiveListener each : listeners) {
      if (isOf(each.account(), record.key()) && record.offset() >= each.from().next(partition)) {
        candidates.add(each);
      }
    }
    LiveItem item = candidates.isEmpty() ? null : read(record);
    if (item == null) {
      return;
    }
    @Nullable LiveEntry entry = null;
    for (LiveListener each : candidates) {
      if (each.wants(item)) {
        entry = entry == null ? entry(item, new LivePlace(place)) : entry;
        each.offer(entry);
      }
    }
  }

  static LiveEntry entry(LiveItem item, LivePlace place) {
    return new LiveEntry(
        place.text().orElse(null), Json.bytes(item.json()), item.about(), item.at());
  }

  /** The record as an item; null when it is none or cannot be read, which somebody reports. */
  @Nullable LiveItem read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return source.reader().read(record);
    } catch (RuntimeException why) {
      if (partitions.isReadOnlyHere(record.topic())) {
        unreadable.passOver(SkippedRecord.of(record), why);
      } else {
        LOG.debug("a record of {} is not shown; its reader reports it", record.topic(), why);
      }
      return null;
    }
  }

  /** Whether a key begins with an account and a bar. */
  static boolean isOf(String account, byte @Nullable [] key) {
    if (key == null || key.length <= account.length() || key[account.length()] != '|') {
      return false;
    }
    for (int i = 0; i < account.length(); i++) {
      if (key[i] != account.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
