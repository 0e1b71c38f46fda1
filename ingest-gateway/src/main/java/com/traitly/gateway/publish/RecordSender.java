package com.traitly.gateway.publish;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topic;
import com.traitly.gateway.publish.Acknowledgements.Outcome;
import com.traitly.platform.http.CurrentRequest;
import com.traitly.platform.lifecycle.StartupFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records and reports when all replicas have them. Thread-safe.
 *
 * <p>A request's records are pipelined and answered together. Futures complete on virtual threads,
 * never on the producer's I/O thread, which has other requests' records to send.
 */
public final class RecordSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordSender.class);
  public static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  /** Bytes of a record besides key and value: timestamp, lengths and headers. */
  private static final long RECORD_OVERHEAD = 100;

  private final Producers producers;
  private final KafkaCircuitBreaker circuit;
  private final GatewayMeters meters;
  private final long maxBytes;
  private final AtomicLong bytesInFlight = new AtomicLong();
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * A sender through these producers; closes them. Its caller waits at most about five seconds,
   * whatever happens to the broker.
   *
   * @param maxBytes of records that may wait for their acknowledgement; less than a producer's
   *     buffer, because a full buffer makes callers wait
   */
  public RecordSender(
      Producers producers, KafkaCircuitBreaker circuit, GatewayMeters meters, long maxBytes) {
    this.producers = producers;
    this.circuit = circuit;
    this.meters = meters;
    this.maxBytes = maxBytes;
  }

  /** A record of a topic; a null value is a tombstone. */
  public static <V> ProducerRecord<byte[], byte[]> record(
      Topic<AccountKey, V> topic, AccountKey key, @Nullable V value) {
    byte[] bytes = value == null ? null : topic.value().serializer().serialize(topic.name(), value);
    return new ProducerRecord<>(topic.name(), KeySerde.bytes(key), bytes);
  }

  /**
   * Learns the partitions of these topics, so that the first caller need not wait for them.
   *
   * @throws StartupFailure when no broker answers within a minute
   */
  public void warmUp(List<Topic<?, ?>> topics) {
    long end = System.nanoTime() + WARM_UP.toNanos();
    for (Topic<?, ?> topic : topics) {
      while (!producers.know(topic.name())) {
        if (System.nanoTime() > end) {
          throw new StartupFailure(
              "Topic " + topic.name() + " could not be found: check that the Kafka broker is up.");
        }
      }
    }
  }

  /**
   * Refuses a caller before its body is read, while Kafka is known to be away.
   *
   * @throws ApiException {@code unavailable}
   */
  public void refuseWhileAway() {
    if (circuit.refuses()) {
      throw notAccepted();
    }
  }

  /**
   * Sends at least one record.
   *
   * @return completes when the last one is acknowledged, or with an {@link ApiException} that says
   *     whether anything may have been stored
   */
  public CompletableFuture<WritePositions> send(List<ProducerRecord<byte[], byte[]>> records) {
    long bytes = records.stream().mapToLong(RecordSender::size).sum();
    if (bytesInFlight.addAndGet(bytes) > maxBytes) {
      bytesInFlight.addAndGet(-bytes);
      return CompletableFuture.failedFuture(tooMuchInFlight());
    }
    if (!circuit.tryPass()) {
      bytesInFlight.addAndGet(-bytes);
      return CompletableFuture.failedFuture(notAccepted());
    }
    nameRequest(records);
    return offerAll(records, bytes);
  }

  private CompletableFuture<WritePositions> offerAll(
      List<ProducerRecord<byte[], byte[]>> records, long bytes) {
    CompletableFuture<WritePositions> answer = new CompletableFuture<>();
    Acknowledgements acknowledgements =
        new Acknowledgements(
            records.size(),
            outcome -> {
              bytesInFlight.addAndGet(-bytes);
              answering.execute(() -> finish(outcome, records.size(), answer));
            });
    Producer<byte[], byte[]> producer = producers.of(records.size());
    for (int i = 0; i < records.size(); i++) {
      Throwable refusal = offer(producer, records.get(i), acknowledgements);
      if (refusal != null) {
        acknowledgements.refused(records.size() - i, refusal);
        break;
      }
    }
    acknowledgements.allSent();
    return answer;
  }

  @Override
  public void close() {
    producers.close();
    answering.close();
  }

  /** Adds the request's id and trace, so that a record leads back to the request that wrote it. */
  private static void nameRequest(List<ProducerRecord<byte[], byte[]>> records) {
    addHeader(records, RecordHeaders.REQUEST_ID, CurrentRequest.id());
    addHeader(records, RecordHeaders.TRACEPARENT, CurrentRequest.traceparent());
  }

  private static void addHeader(
      List<ProducerRecord<byte[], byte[]>> records, String name, @Nullable String value) {
    if (value != null) {
      Header header = new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
      records.forEach(record -> record.headers().add(header));
    }
  }

  private static long size(ProducerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    return RECORD_OVERHEAD + record.key().length + (value == null ? 0 : value.length);
  }

  private static @Nullable Throwable offer(
      Producer<byte[], byte[]> producer,
      ProducerRecord<byte[], byte[]> record,
      Acknowledgements acknowledgements) {
    try {
      var unused = producer.send(record, acknowledgements);
    } catch (RuntimeException | Error e) {
      // Whatever was thrown, the records sent before and this one's bytes stay accounted for.
      return e;
    }
    return acknowledgements.refusal();
  }

  private void finish(Outcome outcome, int records, CompletableFuture<WritePositions> answer) {
    switch (outcome) {
      case Outcome.Stored stored -> {
        if (circuit.succeeded()) {
          LOG.info("Kafka acknowledges again");
        }
        meters.acknowledged().increment(records);
        answer.complete(stored.positions());
      }
      case Outcome.Failed failed -> {
        meters.refused().increment(records);
        answer.completeExceptionally(failure(failed, records));
      }
    }
  }

  private ApiException failure(Outcome.Failed failed, int records) {
    if (failed.cause() instanceof RecordTooLargeException) {
      circuit.undecided();
      if (failed.mayBeStored() && records > 1) {
        return outcomeUnknown();
      }
      return ApiException.of(
          ErrorCode.TOO_LARGE, "A record is larger than the broker takes: send less");
    }
    if (circuit.failed()) {
      LOG.warn("Kafka does not acknowledge; writes are answered 503", failed.cause());
    }
    return failed.mayBeStored() ? outcomeUnknown() : notAccepted();
  }

  private static ApiException notAccepted() {
    return ApiException.notAccepted(
        "The write was not accepted, nothing was stored: Kafka cannot be reached; send it again",
        1);
  }

  private static ApiException tooMuchInFlight() {
    return ApiException.notAccepted(
        "The write was not accepted, nothing was stored: too many records wait for Kafka; send it"
            + " again",
        1);
  }

  private static ApiException outcomeUnknown() {
    return ApiException.outcomeUnknown(
        "Kafka did not acknowledge in time, so the outcome is unknown: the write may have been"
            + " stored; send again with the same event_id, which counts once",
        2);
  }
}
