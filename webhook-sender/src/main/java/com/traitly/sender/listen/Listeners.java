package com.traitly.sender.listen;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.LiveTopics;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.webhook.ListenerAnswers;
import com.traitly.contracts.webhook.ListenerRequest;
import com.traitly.platform.kafka.TopicFollower;
import com.traitly.platform.kafka.UnreadableRecords;
import com.traitly.sender.http.AttemptResult;
import com.traitly.sender.http.AttemptResult.Answered;
import com.traitly.sender.http.AttemptResult.NoAnswer;
import com.traitly.sender.http.ListenerTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of all accounts, as far as their answers tell. A listener counts as connected for
 * ten seconds after each sign of life. Thread-safe.
 */
public final class Listeners implements ListenerTransport, AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final NoAnswer NOT_SENT =
      new NoAnswer("The request could not be passed on to the listener", false);
  private static final NoAnswer NOBODY =
      new NoAnswer("No listener is connected: start it with traitly listen", false);

  private final Topic<AccountKey, ListenerRequest> requests;
  private final Topic<AccountKey, ListenerAnswers> answers;
  private final Supplier<Producer<byte[], byte[]>> open;
  private final InstantSource clock;
  private final TopicFollower follower;
  private final Map<AccountKey, Long> connectedUntil = new ConcurrentHashMap<>();
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();
  private @Nullable Producer<byte[], byte[]> producer;

  private record Pending(AccountKey endpoint, Consumer<AttemptResult> seen) {}

  /**
   * Starts to follow the answers.
   *
   * @param reader opens a reader of bytes
   * @param open opens a producer; called when there is a first listener, so often never
   * @param unreadable receives the records that cannot be read
   */
  public Listeners(
      LiveTopics topics,
      Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> reader,
      Supplier<Producer<byte[], byte[]>> open,
      InstantSource clock,
      UnreadableRecords unreadable) {
    requests = topics.listenerRequests();
    answers = topics.listenerAnswers();
    this.open = open;
    this.clock = clock;
    follower =
        new TopicFollower(
            reader, answers.name(), 1, TopicFollower.From.END, this::heard, unreadable);
  }

  @Override
  public boolean reaches(AccountKey endpoint) {
    return connectedUntil.getOrDefault(endpoint, Long.MIN_VALUE) > clock.millis();
  }

  @Override
  public Runnable send(AccountKey endpoint, ListenerRequest request, Consumer<AttemptResult> seen) {
    if (!reaches(endpoint)) {
      seen.accept(NOBODY);
      return () -> {};
    }
    pending.put(request.id(), new Pending(endpoint, seen));
    byte[] value = requests.value().serializer().serialize(requests.name(), request);
    try {
      var unused =
          producer()
              .send(
                  new ProducerRecord<>(requests.name(), KeySerde.bytes(endpoint), value),
                  (stored, failure) -> {
                    if (failure != null) {
                      failed(request, failure);
                    }
                  });
    } catch (KafkaException | IllegalStateException failure) {
      failed(request, failure);
    }
    return () -> pending.remove(request.id());
  }

  private void failed(ListenerRequest request, Exception failure) {
    LOG.warn("a request to a listener could not be written", failure);
    Pending waiting = pending.remove(request.id());
    if (waiting != null) {
      waiting.seen().accept(NOT_SENT);
    }
  }

  /** An answer, or a sign of life. Every process reads all of them and knows its own requests. */
  void heard(ConsumerRecord<byte[], byte[]> record) {
    AccountKey endpoint = answers.readKey(record.key());
    ListenerAnswers heard = answers.readValue(record.value());
    if (heard == null) {
      throw new SerializationException("a record of " + answers.name() + " has a value");
    }
    long now = clock.millis();
    connectedUntil.values().removeIf(until -> until <= now);
    connectedUntil.put(endpoint, record.timestamp() + LEASE.toMillis());
    for (ListenerAnswers.Answer each : heard.answers()) {
      Pending waiting = pending.get(each.id());
      if (waiting != null && waiting.endpoint().equals(endpoint)) {
        pending.remove(each.id());
        waiting.seen().accept(result(each));
      }
    }
  }

  private static AttemptResult result(ListenerAnswers.Answer answer) {
    Integer status = answer.status();
    return status == null
        ? new NoAnswer("The listener's application: " + answer.detail(), false)
        : new Answered(status, answer.retryAfter(), answer.detail());
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = open.get();
    }
    return producer;
  }

  @Override
  public synchronized void close() {
    follower.close();
    if (producer != null) {
      producer.close(DRAIN);
    }
  }
}
