package com.traitly.query.readmodel;

import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.list.Keys;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, with the state, up to where each source has been applied, and publishes it to waiting
 * readers. A process that takes over the state knows at once which writes it includes, without a
 * new record.
 */
final class AppliedRows {
  private static final byte FORMAT = 1;

  private final KeyValueStore<Bytes, byte[]> rows;
  private final AppliedOffsets applied;

  AppliedRows(ProcessorContext<?, ?> context, AppliedOffsets applied) {
    rows = context.getStateStore(ReadModels.APPLIED_OFFSETS.name());
    this.applied = applied;
  }

  /** Opens the partition to waiting readers, with the offsets that the state claims to include. */
  void open(int partition) {
    Map<TopicPartition, Long> claims = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        Keys.Reader source = new Keys.Reader(row.key.get());
        TopicPartition from = new TopicPartition(source.text(), (int) source.number());
        Long offset = offset(row.value);
        if (offset != null) {
          claims.put(from, offset);
        }
      }
    }
    applied.opened(partition, claims);
  }

  void applied(RecordMetadata record, long timestamp) {
    applied(record.topic(), record.partition(), record.offset(), timestamp);
  }

  void applied(String topic, int partition, long offset, long timestamp) {
    rows.put(
        Keys.join(Keys.text(topic), Keys.number(partition)),
        ByteBuffer.allocate(1 + Long.BYTES).put(FORMAT).putLong(offset).array());
    applied.applied(topic, partition, offset, timestamp);
  }

  /** Null when it cannot be read: then nothing is claimed. */
  private static @Nullable Long offset(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    return value.length == 1 + Long.BYTES && buffer.get() == FORMAT
        ? (Long) buffer.getLong()
        : null;
  }
}
