package com.traitly.platform.kafka;

import com.traitly.contracts.topic.Topic;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * How to reach Kafka, and how many partitions and replicas topics have.
 *
 * @param bootstrap brokers, host:port with commas between
 * @param prefix start of all topic names
 * @param customerPartitions partitions of customer-keyed topics
 * @param replication replicas of each topic
 */
public record KafkaAccess(
    String bootstrap, String prefix, int customerPartitions, int replication) {
  private static final int GOAL_PARTITIONS = 3;

  /** As configured. */
  public static KafkaAccess of(Config config) {
    return new KafkaAccess(
        config.get(CommonKeys.KAFKA_BOOTSTRAP),
        config.get(CommonKeys.TOPIC_PREFIX),
        config.get(CommonKeys.PARTITIONS),
        config.get(CommonKeys.REPLICATION));
  }

  /** How many partitions a topic has. */
  public int partitions(Topic<?, ?> topic) {
    return switch (topic.spread()) {
      case BY_CUSTOMER -> customerPartitions;
      case BY_GOAL -> Math.min(GOAL_PARTITIONS, customerPartitions);
      case WHOLE -> 1;
    };
  }

  /** Name of a service's consumer group, distinct from those under other prefixes. */
  public String group(String service) {
    return prefix.isEmpty() ? service : prefix.replaceFirst("\\.$", "") + "-" + service;
  }

  /** A new admin client; the caller closes it. */
  public Admin admin() {
    return Admin.create(common());
  }

  /**
   * A new consumer of committed records, as bytes, so that an unreadable record cannot stop a
   * service. It belongs to no group and never skips: the caller says where it reads, and closes it.
   */
  public KafkaConsumer<byte[], byte[]> bytesReader() {
    return reader(new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** As {@link #bytesReader}, for measurements: a record that cannot be read stops it. */
  public <K, V> KafkaConsumer<K, V> reader(Topic<K, V> topic) {
    return reader(topic.key().deserializer(), topic.value().deserializer());
  }

  /**
   * A new consumer of bytes that reads as its caller says; the caller closes it.
   *
   * @param settings settings that add to the common ones or replace them
   */
  public KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    Map<String, Object> merged = common();
    merged.putAll(settings);
    return new KafkaConsumer<>(merged, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private <K, V> KafkaConsumer<K, V> reader(Deserializer<K> key, Deserializer<V> value) {
    Map<String, Object> settings = common();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new KafkaConsumer<>(settings, key, value);
  }

  /**
   * A new producer that waits for all replicas; the caller closes it.
   *
   * @param settings settings that add to the common ones or replace them
   */
  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> merged = common();
    merged.put(ProducerConfig.ACKS_CONFIG, "all");
    merged.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    merged.putAll(settings);
    return new KafkaProducer<>(merged, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> common() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }
}
