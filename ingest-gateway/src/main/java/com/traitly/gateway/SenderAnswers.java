package com.traitly.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.WebhookAnswer;
import com.traitly.contracts.topic.PassedOver;
import com.traitly.contracts.topic.Topic;
import com.traitly.platform.kafka.UnreadableRecords;
import com.traitly.platform.lifecycle.StartupFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what the webhook-sender answers, and gives it to whoever of this process waits for it; what
 * nobody here waits for is another gateway's. Thread-safe.
 */
final class SenderAnswers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SenderAnswers.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Map<String, CompletableFuture<ObjectNode>> waiting = new ConcurrentHashMap<>();
  private final CountDownLatch listening = new CountDownLatch(1);
  private final Supplier<Consumer<byte[], byte[]>> open;
  private final Topic<AccountKey, WebhookAnswer> topic;
  private final UnreadableRecords unreadable;
  private final TopicPartition partition;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private long next = -1;

  /**
   * Starts to listen to answers that are yet to come.
   *
   * @param open opens a reader of bytes
   * @param unreadable is given the records that cannot be read
   */
  SenderAnswers(
      Topic<AccountKey, WebhookAnswer> topic,
      Supplier<Consumer<byte[], byte[]>> open,
      UnreadableRecords unreadable) {
    this.topic = topic;
    this.open = open;
    this.unreadable = unreadable;
    partition = new TopicPartition(topic.name(), 0);
    thread = new Thread(this::follow, "webhook-answers");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits until no answer to a later question can be missed.
   *
   * @throws StartupFailure when that takes longer
   */
  void awaitListening(Duration atMost) {
    try {
      if (listening.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StartupFailure(
        "Topic " + partition.topic() + " could not be read: check that the Kafka broker is up.");
  }

  /** Completes when the command of this id is answered, or with a timeout. */
  CompletableFuture<ObjectNode> to(String id, Duration atMost) {
    CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    return answer
        .orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((body, failure) -> waiting.remove(id));
  }

  @Override
  public void close() {
    running = false;
    Consumer<byte[], byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    LockSupport.unpark(thread);
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    while (running) {
      try (Consumer<byte[], byte[]> reader = open.get()) {
        consumer = reader;
        read(reader);
      } catch (WakeupException closing) {
        LOG.debug("no longer listening to {}", partition.topic());
      } catch (RuntimeException e) {
        LOG.warn("topic {} cannot be read; trying again: {}", partition.topic(), e.toString());
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  private void read(Consumer<byte[], byte[]> reader) {
    reader.assign(List.of(partition));
    if (next < 0) {
      reader.seekToEnd(List.of(partition));
      next = reader.position(partition, PATIENCE);
    } else {
      reader.seek(partition, next);
    }
    listening.countDown();
    while (running) {
      poll(reader);
    }
  }

  private void poll(Consumer<byte[], byte[]> reader) {
    for (ConsumerRecord<byte[], byte[]> each : reader.poll(POLL)) {
      next = each.offset() + 1;
      try {
        hear(each);
      } catch (RuntimeException unfit) {
        unreadable.passOver(PassedOver.of(each), unfit);
      }
    }
  }

  private void hear(ConsumerRecord<byte[], byte[]> record) {
    WebhookAnswer answer = topic.value().deserializer().deserialize(topic.name(), record.value());
    if (answer == null) {
      throw new SerializationException("a record of " + topic.name() + " has a value");
    }
    CompletableFuture<ObjectNode> asked = waiting.get(answer.id());
    if (asked != null) {
      asked.complete(answer.body());
    }
  }
}
