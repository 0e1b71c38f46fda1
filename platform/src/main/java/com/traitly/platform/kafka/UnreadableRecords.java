package com.traitly.platform.kafka;

import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.SkippedRecord;
import com.traitly.platform.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles records that cannot be read or applied: each gets a log line that names its place, a
 * count, and a dead letter. The reader continues after it. Thread-safe.
 *
 * <p>A table is read again at each start, so its unreadable records are found again each time. In
 * one process each gives one letter, however many readers the table has.
 */
public final class UnreadableRecords implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);
  private static final int REMEMBERED = 1_000;
  private static final Duration DRAIN = Duration.ofSeconds(5);

  /** Room for the largest record that a topic of ours takes, and what a letter adds to it. */
  private static final Map<String, Object> LARGE =
      Map.of(
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          17 << 20,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          5_000);

  private final String letters;
  private final MeterRegistry meters;
  private final Set<String> written =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  private final Supplier<Producer<byte[], byte[]>> open;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * The handler of one process.
   *
   * @param letters name of the topic of dead letters
   */
  public UnreadableRecords(KafkaAccess kafka, String letters, MeterRegistry meters) {
    this(letters, meters, () -> kafka.producer(LARGE));
  }

  /**
   * With a producer of the caller's choice.
   *
   * @param open called for the first letter, so nearly never
   */
  public UnreadableRecords(
      String letters, MeterRegistry meters, Supplier<Producer<byte[], byte[]>> open) {
    this.letters = letters;
    this.meters = meters;
    this.open = open;
  }

  /** Hands each record to a reader, and passes over the ones at which the reader throws. */
  public void passOverUnfit(
      Iterable<ConsumerRecord<byte[], byte[]>> records,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    for (ConsumerRecord<byte[], byte[]> each : records) {
      try {
        reader.accept(each);
      } catch (RuntimeException unfit) {
        passOver(SkippedRecord.of(each), unfit);
      }
    }
  }

  /** Passes a record over. Does not throw: when the letter fails, the log still has the place. */
  public void passOver(SkippedRecord record, Exception why) {
    note(record, why);
    if (!record.topic().equals(letters)) {
      write(record, why);
    }
  }

  /**
   * Logs and counts a record that is passed over, for a caller that writes the letter itself.
   *
   * @return the letter's topic, or null when there must be none: an unreadable letter would make
   *     letters without end
   */
  public @Nullable String note(SkippedRecord record, Exception why) {
    if (SkippedRecord.isExpected(why)) {
      LOG.warn("passed over record {}: {}", record.place(), SkippedRecord.reason(why));
    } else {
      LOG.error("passed over record {}, at which we failed", record.place(), why);
    }
    meters.counter(MeterNames.RECORDS_PASSED_OVER, "topic", record.topic()).increment();
    return record.topic().equals(letters) ? null : letters;
  }

  /** Logs and counts failed work that no record caused; it is tried again in its turn. */
  public void noteWork(String what, Exception why) {
    LOG.error("work of {} failed and was given up", what, why);
    meters.counter(MeterNames.RECORDS_PASSED_OVER, "topic", "").increment();
  }

  private synchronized void write(SkippedRecord record, Exception why) {
    if (!written.add(record.place())) {
      return;
    }
    try {
      var unused =
          producer()
              .send(
                  DeadLetter.ofTable(letters, record, why),
                  (stored, failure) -> {
                    if (failure != null) {
                      missing(record, failure);
                    }
                  });
    } catch (KafkaException | IllegalStateException failure) {
      missing(record, failure);
    }
  }

  private static void missing(SkippedRecord record, Exception failure) {
    LOG.error("the dead letter of {} could not be written", record.place(), failure);
  }

  private Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = open.get();
    }
    return producer;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(DRAIN);
    }
  }
}
