package com.traitly.gateway;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How the gateway's producer is set: quick to give up, with room for more than may be in flight.
 */
final class ProducerSettings {
  /** For each byte that may be in flight: batches that are not full take room as well. */
  private static final int BUFFER_FACTOR = 2;

  private ProducerSettings() {}

  /** The settings when so many bytes of records may be in flight. */
  static Map<String, Object> of(long maxBytes) {
    return Map.of(
        ProducerConfig.LINGER_MS_CONFIG, 1,
        ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024,
        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
        ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_FACTOR * maxBytes,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500,
        ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
  }
}
