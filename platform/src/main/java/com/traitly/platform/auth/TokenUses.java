package com.traitly.platform.auth;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.platform.kafka.CompactedView;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.UnreadableRecords;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each API key was last used, shared by all processes through a topic. Thread-safe.
 *
 * <p>A use is recorded only when the last recorded one is an hour old, so a busy key costs one
 * record an hour. Requests never wait for it. Uses are not recorded while Kafka is unavailable.
 */
final class TokenUses implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TokenUses.class);
  private static final long STEP_SECONDS = 3_600;
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final Map<String, Object> SMALL =
      Map.of(
          ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 20, ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);

  /** By token id; no two accounts share one. */
  private final Map<String, Long> latest = new ConcurrentHashMap<>();

  private final Topic<AccountKey, Long> topic;
  private final CompactedView<Long> view;
  private final KafkaProducer<byte[], byte[]> producer;

  /** A separate thread, because sending may wait for metadata and no request should. */
  private final ExecutorService sending =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("token-uses").factory());

  TokenUses(
      KafkaAccess kafka,
      Topic<AccountKey, Long> topic,
      Duration maxAge,
      UnreadableRecords unreadable) {
    this.topic = topic;
    producer = kafka.producer(SMALL);
    view = new CompactedView<>(kafka, topic, maxAge, this::changed, unreadable);
  }

  /** Notes that the key was used at {@code now}, in UNIX seconds. */
  void note(AccountKey token, long now) {
    Long known = latest.get(token.id());
    boolean due = known == null || now - known >= STEP_SECONDS;
    // If uses were recorded before the earlier ones are known, each process that starts would
    // record each key again.
    if (due && view.notReadyBecause().isEmpty() && advance(token.id(), known, now)) {
      sending.execute(() -> record(token, now));
    }
  }

  /** When the key was last used, in UNIX seconds; null when no use is recorded. */
  @Nullable Long lastUsedAt(String tokenId) {
    return latest.get(tokenId);
  }

  @Override
  public void close() {
    sending.shutdown();
    producer.close(DRAIN);
    view.close();
  }

  private boolean advance(String id, @Nullable Long known, long now) {
    return known == null ? latest.putIfAbsent(id, now) == null : latest.replace(id, known, now);
  }

  private void record(AccountKey token, long now) {
    try {
      byte[] value = topic.value().serializer().serialize(topic.name(), now);
      var unused = producer.send(new ProducerRecord<>(topic.name(), KeySerde.bytes(token), value));
    } catch (KafkaException | IllegalStateException e) {
      LOG.debug("use of {} not recorded", token.id(), e);
    }
  }

  void changed(AccountKey token, @Nullable Long before, @Nullable Long after) {
    if (after == null) {
      latest.remove(token.id());
    } else {
      latest.merge(token.id(), after, Math::max);
    }
  }
}
