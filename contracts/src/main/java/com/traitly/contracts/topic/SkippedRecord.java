package com.traitly.contracts.topic;

import com.traitly.contracts.error.ApiException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that a reader passes over because it cannot be read or applied.
 *
 * @param topic of the record
 * @param partition of that topic
 * @param offset on that topic
 * @param millis its own timestamp; negative when it has none
 * @param key the record's bytes
 * @param value the record's bytes; null for a tombstone
 * @param headers the record's own
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
public record SkippedRecord(
    String topic,
    int partition,
    long offset,
    long millis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers) {
  private static final String UNEXPECTED =
      "it could not be applied; the log of the process that read it says why";

  /** A record as a plain consumer of bytes reads it. */
  public static SkippedRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new SkippedRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        record.headers());
  }

  /** The record's place: {@code topic-partition@offset}. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }

  /** Whether the record's content caused this exception, rather than a fault of ours. */
  public static boolean isExpected(Exception why) {
    return why instanceof SerializationException
        || why instanceof ApiException
        || why.getClass() == IllegalArgumentException.class;
  }

  /** The reason, in our words; what the runtime and libraries say of a fault is for the log. */
  public static String reason(Exception why) {
    String said = why.getMessage();
    return isExpected(why) && said != null ? said : UNEXPECTED;
  }
}
