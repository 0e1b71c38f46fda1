package com.traitly.gateway.definitions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.webhook.WebhookAnswer;
import com.traitly.platform.kafka.TopicFollower;
import com.traitly.platform.kafka.UnreadableRecords;
import com.traitly.platform.lifecycle.StartupFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads the webhook-sender's answers and completes the requests of this process that wait for them.
 * All other answers are for other gateways. Thread-safe.
 */
public final class SenderAnswers implements AutoCloseable {
  private final Map<String, CompletableFuture<ObjectNode>> waiting = new ConcurrentHashMap<>();
  private final Topic<AccountKey, WebhookAnswer> topic;
  private final TopicFollower follower;

  /**
   * Starts to read new answers, from the end of the topic on.
   *
   * @param open opens a reader of bytes
   * @param unreadable takes the records that cannot be read
   */
  public SenderAnswers(
      Topic<AccountKey, WebhookAnswer> topic,
      Supplier<Consumer<byte[], byte[]>> open,
      UnreadableRecords unreadable) {
    this.topic = topic;
    follower =
        new TopicFollower(open, topic.name(), 1, TopicFollower.From.END, this::heard, unreadable);
  }

  /**
   * Waits until no answer to a later command can be missed.
   *
   * @throws StartupFailure when that takes longer
   */
  public void awaitListening(Duration atMost) {
    if (!follower.awaitCurrent(atMost)) {
      throw new StartupFailure(
          "Topic " + topic.name() + " could not be read: check that the Kafka broker is up.");
    }
  }

  /** Completes when the command of this id is answered, or with a timeout. */
  public CompletableFuture<ObjectNode> to(String id, Duration atMost) {
    CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    return answer
        .orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((body, failure) -> waiting.remove(id));
  }

  @Override
  public void close() {
    follower.close();
  }

  private void heard(ConsumerRecord<byte[], byte[]> record) {
    WebhookAnswer answer = topic.readValue(record.value());
    if (answer == null) {
      throw new SerializationException("a record of " + topic.name() + " has a value");
    }
    CompletableFuture<ObjectNode> asked = waiting.get(answer.id());
    if (asked != null) {
      asked.complete(answer.body());
    }
  }
}
