package com.traitly.streams.freshness;

import com.traitly.platform.kafka.KafkaAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka for the committed offsets of groups and the ends of topics. Used by one thread. */
final class GroupOffsets implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 2_000;

  private final Admin admin;

  GroupOffsets(KafkaAccess kafka) {
    admin = kafka.admin();
  }

  /** Per partition, the offset up to which a group has committed, exclusive. */
  Map<TopicPartition, Long> committed(String group)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndMetadata> each :
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
            .entrySet()) {
      if (each.getValue() != null) {
        next.put(each.getKey(), each.getValue().offset());
      }
    }
    return next;
  }

  /** The ends of these partitions of these topics, for a reader at an isolation level. */
  Map<TopicPartition, Long> ends(Set<String> topics, Set<Integer> partitions, IsolationLevel level)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (String topic : topics) {
      for (int partition : partitions) {
        latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest, new ListOffsetsOptions(level))
        .all()
        .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
