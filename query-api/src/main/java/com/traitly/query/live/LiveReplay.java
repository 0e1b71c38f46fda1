package com.traitly.query.live;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.model.AccountKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what a caller missed while its connection was broken, on the caller's own thread and no
 * faster than the caller takes it.
 */
final class LiveReplay {
  /** How many records, of all accounts, a caller may have missed. */
  static final long MOST_MISSED = 100_000;

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long SILENCE_NANOS = Duration.ofSeconds(20).toNanos();

  private final LiveFeed feed;
  private final Supplier<Consumer<byte[], byte[]>> open;

  /** Receives the items. */
  @FunctionalInterface
  interface Sink {
    void accept(LiveEntry entry) throws IOException;
  }

  /** Receives records with the number of their partition. */
  @FunctionalInterface
  private interface Records {
    void accept(ConsumerRecord<byte[], byte[]> record, int partition) throws IOException;
  }

  LiveReplay(LiveFeed feed, Supplier<Consumer<byte[], byte[]>> open) {
    this.feed = feed;
    this.open = open;
  }

  /**
   * Hands over the listener's items from a place to where its live ones begin.
   *
   * @return whether that is everything; otherwise too much was missed, or it is no longer kept
   */
  boolean run(LiveListener listener, LivePlace from, Sink sink) throws IOException {
    LivePlace to = listener.from();
    int own = feed.partitions().own();
    if (missed(from, to, 0, own) > MOST_MISSED) {
      return false;
    }
    try (Consumer<byte[], byte[]> consumer = open.get()) {
      Map<AccountKey, Long> erased = new HashMap<>();
      boolean whole =
          read(
              consumer,
              partitions(from, to, own, to.partitions()),
              from,
              to,
              (record, partition) ->
                  Erasure.of(record)
                      .ifPresent(each -> erased.merge(each.customer(), each.at(), Math::max)));
      LivePlace[] reached = {from};
      return read(
              consumer,
              partitions(from, to, 0, own),
              from,
              to,
              (record, partition) -> {
                reached[0] = reached[0].with(partition, record.offset() + 1);
                LiveItem item =
                    LiveFeed.isOf(listener.account(), record.key()) ? feed.read(record) : null;
                if (item != null
                    && listener.wants(item)
                    && item.at() > erased.getOrDefault(item.about(), Long.MIN_VALUE)) {
                  sink.accept(LiveFeed.entry(item, reached[0]));
                }
              })
          && whole;
    }
  }

  private static long missed(LivePlace from, LivePlace to, int first, int end) {
    long missed = 0;
    for (int i = first; i < end; i++) {
      missed += Math.max(0, to.next(i) - from.next(i));
    }
    return missed;
  }

  private static List<Integer> partitions(LivePlace from, LivePlace to, int first, int end) {
    List<Integer> behind = new ArrayList<>();
    for (int i = first; i < end; i++) {
      if (from.next(i) < to.next(i)) {
        behind.add(i);
      }
    }
    return behind;
  }

  /** Reads each partition up to the second place; false when some records are no longer kept. */
  private boolean read(
      Consumer<byte[], byte[]> consumer,
      List<Integer> behind,
      LivePlace from,
      LivePlace to,
      Records records)
      throws IOException {
    List<TopicPartition> all = feed.partitions().all();
    List<TopicPartition> open = new ArrayList<>(behind.stream().map(all::get).toList());
    consumer.assign(open);
    Map<TopicPartition, Long> kept = consumer.beginningOffsets(open, PATIENCE);
    boolean whole = true;
    for (int each : behind) {
      long first = kept.getOrDefault(all.get(each), 0L);
      whole &= first <= from.next(each);
      consumer.seek(all.get(each), Math.max(first, from.next(each)));
    }
    long silentSince = System.nanoTime();
    while (!open.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        silentSince = System.nanoTime();
        int partition = feed.partitions().index(record.topic(), record.partition());
        if (record.offset() < to.next(partition)) {
          records.accept(record, partition);
        }
      }
      open.removeIf(each -> consumer.position(each, PATIENCE) >= to.next(all.indexOf(each)));
      consumer.pause(consumer.assignment().stream().filter(each -> !open.contains(each)).toList());
      if (System.nanoTime() - silentSince > SILENCE_NANOS) {
        throw ApiException.notAccepted("The topics of this stream cannot be read; try again", 2);
      }
    }
    return whole;
  }
}
