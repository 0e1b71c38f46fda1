package com.traitly.gateway.publish;

import com.traitly.platform.kafka.KafkaAccess;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The two producers: one for a record that comes alone, and one for the records of batches. The
 * second waits some milliseconds longer for more records, because fuller batches cost the gateway
 * and the broker far less. Thread-safe.
 *
 * <p>Both give up quickly, and their buffers hold more than may be in flight.
 */
public record Producers(Producer<byte[], byte[]> single, Producer<byte[], byte[]> bulk)
    implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final int SINGLE_LINGER_MILLIS = 2;
  private static final int BULK_LINGER_MILLIS = 5;

  /**
   * Bytes of buffer for each byte that may be in flight: batches that are not full take room too.
   */
  private static final int BUFFER_FACTOR = 2;

  /** Opens both, for at most this many bytes of records in flight. */
  public static Producers open(KafkaAccess kafka, long maxBytes) {
    return new Producers(
        kafka.producer(settings(maxBytes, SINGLE_LINGER_MILLIS)),
        kafka.producer(settings(maxBytes, BULK_LINGER_MILLIS)));
  }

  /** The producer for a request of this many records. */
  Producer<byte[], byte[]> of(int records) {
    return records == 1 ? single : bulk;
  }

  /** Whether both know a topic's partitions; waits a little for them. */
  boolean know(String topic) {
    try {
      return !single.partitionsFor(topic).isEmpty() && !bulk.partitionsFor(topic).isEmpty();
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    single.close(DRAIN);
    bulk.close(DRAIN);
  }

  static Map<String, Object> settings(long maxBytes, int lingerMillis) {
    return Map.of(
        ProducerConfig.LINGER_MS_CONFIG,
        lingerMillis,
        ProducerConfig.BATCH_SIZE_CONFIG,
        128 * 1024,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        BUFFER_FACTOR * maxBytes,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        4_000,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        1_500,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        500);
  }
}
