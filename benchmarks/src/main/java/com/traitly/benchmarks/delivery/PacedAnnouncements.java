package com.traitly.benchmarks.delivery;

import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.testkit.client.CallFailed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;

/**
 * Writes announcements at a fixed rate, regardless of their delivery. Each is written once; those
 * of one customer are in order and far apart. For one thread.
 */
final class PacedAnnouncements {
  private final Announcements announcements;
  private final String prefix;
  private final List<ConsumerRecord<byte[], byte[]>> left;
  private int next;

  PacedAnnouncements(Announcements announcements, String prefix) {
    this.announcements = announcements;
    this.prefix = prefix;
    left = spread(announcements.records());
  }

  /**
   * Writes the next announcements.
   *
   * @return the intended time of each, by its id, in UNIX microseconds
   */
  Map<String, Long> write(int perSecond, int seconds) {
    int count = perSecond * seconds;
    if (next + count > left.size()) {
      throw new CallFailed("All %,d announcements have been used up.".formatted(left.size()));
    }
    Map<String, Long> intended = new LinkedHashMap<>();
    long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    try (Announcements.Writer writer = announcements.writer(prefix)) {
      long start = System.nanoTime();
      long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      for (int i = 0; i < count; i++) {
        long at = start + i * gap;
        while (System.nanoTime() < at) {
          LockSupport.parkNanos(at - System.nanoTime());
        }
        ConsumerRecord<byte[], byte[]> record = left.get(next++);
        intended.put(id(record), startMicros + TimeUnit.NANOSECONDS.toMicros(i * gap));
        writer.write(record);
      }
    }
    return intended;
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    return Objects.requireNonNull(RecordHeaders.text(record.headers(), RecordHeaders.ID));
  }

  /**
   * Orders the announcements: the first of every customer, then the second of every customer, and
   * so on.
   */
  private static List<ConsumerRecord<byte[], byte[]>> spread(
      List<ConsumerRecord<byte[], byte[]>> records) {
    Map<Bytes, Integer> seen = new HashMap<>();
    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> rounds = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> each : records) {
      int round = seen.merge(Bytes.wrap(each.key()), 1, Integer::sum);
      rounds.computeIfAbsent(round, number -> new ArrayList<>()).add(each);
    }
    return rounds.values().stream().flatMap(List::stream).toList();
  }
}
