package com.traitly.query.live;

import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.KafkaAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that a kind of stream reads, in a fixed order: its own, then those of erasures.
 */
final class LivePartitions {
  private final List<TopicPartition> all = new ArrayList<>();
  private final Map<TopicPartition, Integer> indices = new HashMap<>();
  private final Set<String> readOnlyHere;
  private final int own;

  LivePartitions(KafkaAccess kafka, LiveSource source, Topics topics) {
    readOnlyHere = topics.live().all().stream().map(Topic::name).collect(Collectors.toSet());
    source.topics().forEach(topic -> add(kafka, topic));
    own = all.size();
    add(kafka, topics.customerProfiles());
  }

  private void add(KafkaAccess kafka, Topic<?, ?> topic) {
    for (int i = 0; i < kafka.partitions(topic); i++) {
      TopicPartition partition = new TopicPartition(topic.name(), i);
      indices.put(partition, all.size());
      all.add(partition);
    }
  }

  /** All of them. */
  List<TopicPartition> all() {
    return all;
  }

  /** How many come before those of erasures. */
  int own() {
    return own;
  }

  /** The number of a partition in the order. */
  int index(String topic, int partition) {
    return indices.getOrDefault(new TopicPartition(topic, partition), -1);
  }

  /** Whether a topic is read by streams alone. */
  boolean isReadOnlyHere(String topic) {
    return readOnlyHere.contains(topic);
  }

  /** Whether erasures are read from it. */
  boolean isOfErasures(int index) {
    return index >= own;
  }
}
