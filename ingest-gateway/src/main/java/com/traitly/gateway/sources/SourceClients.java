package com.traitly.gateway.sources;

import com.traitly.gateway.sources.mapping.Source;
import com.traitly.platform.kafka.KafkaAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens consumers of sources, on our cluster or on the one that a source names. */
final class SourceClients {
  private static final int RECORDS = 2_000;
  private static final int FETCH_BYTES = 16 << 20;

  private final KafkaAccess kafka;

  SourceClients(KafkaAccess kafka) {
    this.kafka = kafka;
  }

  /** A consumer that shares the source's partitions with those of other gateways. */
  KafkaConsumer<byte[], byte[]> sharing(Source source) {
    return open(
        source,
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            source.group(),
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            List.of(CooperativeStickyAssignor.class)));
  }

  /** A consumer that belongs to no group and leaves no trace. */
  KafkaConsumer<byte[], byte[]> looking(Source source) {
    return open(source, Map.of());
  }

  private KafkaConsumer<byte[], byte[]> open(Source source, Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(usual());
    settings.putAll(source.kafka());
    settings.putAll(fixed());
    settings.putAll(own);
    // Another cluster must not get the credentials for ours.
    return source.kafka().containsKey(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)
        ? new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        : kafka.consumer(settings);
  }

  /** What a source may choose otherwise. */
  private static Map<String, Object> usual() {
    return Map.of(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        RECORDS,
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        FETCH_BYTES,
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        10_000,
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        3_000,
        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        1_000);
  }

  private static Map<String, Object> fixed() {
    return Map.of(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "none",
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false);
  }
}
