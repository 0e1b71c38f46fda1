package com.traitly.streams.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Replaces negative timestamps of records by 0: a producer may send none, and a thread of Kafka
 * Streams dies of such a record. The record counts as the oldest possible, so that any erasure
 * covers it. Kafka's consumers create an instance by its class.
 */
public final class NonNegativeTimestamps implements ConsumerInterceptor<byte[], byte[]> {
  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> each : records) {
      if (each.timestamp() < 0) {
        return mended(records);
      }
    }
    return records;
  }

  private static ConsumerRecords<byte[], byte[]> mended(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> mended = new ArrayList<>();
      records
          .records(partition)
          .forEach(each -> mended.add(each.timestamp() < 0 ? old(each) : each));
      all.put(partition, mended);
    }
    return new ConsumerRecords<>(all, records.nextOffsets());
  }

  private static ConsumerRecord<byte[], byte[]> old(ConsumerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        0,
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key(),
        record.value(),
        record.headers(),
        record.leaderEpoch());
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // Of no interest.
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  @Override
  public void configure(Map<String, ?> settings) {
    // Needs none.
  }
}
