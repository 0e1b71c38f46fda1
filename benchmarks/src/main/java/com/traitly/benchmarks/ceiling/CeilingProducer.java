package com.traitly.benchmarks.ceiling;

import com.traitly.platform.kafka.KafkaAccess;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Opens producers tuned for throughput that wait for all replicas: lz4, batches of 128 KiB. */
final class CeilingProducer {
  private CeilingProducer() {}

  static KafkaProducer<byte[], byte[]> open(String bootstrap, int lingerMillis) {
    return new KafkaAccess(bootstrap, "", 1, 1)
        .producer(
            Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                lingerMillis,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L * 1024 * 1024));
  }
}
