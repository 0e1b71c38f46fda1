package com.traitly.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.topic.RecordHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class RecordSenderTest {
  private static final long MAX_BYTES = 10_000;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000));
  private final RefusingProducer producer = new RefusingProducer();
  private final RecordSender sender = sender(new Producers(producer, producer));

  @AfterEach
  void stop() {
    sender.close();
  }

  @Test
  void completesAfterTheLastAcknowledgementWithTheHighestOffset() throws Exception {
    var answer = sender.send(records(3));

    producer.completeNext();
    producer.completeNext();
    assertThat(answer).isNotDone();
    producer.completeNext();

    assertThat(answer.get(5, TimeUnit.SECONDS).text()).startsWith("t-").endsWith("@2");
  }

  @Test
  void completesOffTheProducersThread() throws Exception {
    var answer = sender.send(records(1)).thenApply(positions -> Thread.currentThread().isVirtual());

    producer.completeNext();

    assertThat(answer.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatWasNeverTakenIsNotAccepted() {
    producer.refusal = new TimeoutException("no metadata");

    ApiException failure = failure(sender.send(records(2)));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure.type()).isEqualTo("not_accepted");
    assertThat(failure.detail()).contains("not accepted");
    assertThat(failure.retryAfterSeconds()).isPresent();
  }

  @Test
  void aThrowingSendIsNotAcceptedEither() {
    producer.sendException = new IllegalStateException("closed");

    assertThat(failure(sender.send(records(1))).detail()).contains("not accepted");
  }

  @Test
  void whatWasTakenButNotAcknowledgedMayBeStored() {
    var answer = sender.send(records(1));
    producer.errorNext(new NotEnoughReplicasException("one of two"));

    ApiException failure = failure(answer);

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure.type()).isEqualTo("outcome_unknown");
    assertThat(failure.detail()).contains("may have been stored").contains("event_id");
  }

  @Test
  void aBatchThatBreaksOffMayBeStoredInPart() {
    producer.refuseFrom = 1;
    producer.refusal = new TimeoutException("buffer full");
    var answer = sender.send(records(3));
    producer.completeNext();

    assertThat(failure(answer).detail()).contains("may have been stored");
  }

  @Test
  void whatThrowsInsideSendHoldsNoRoom() throws Exception {
    for (int i = 0; i < 100; i++) {
      now.set(now.get().plus(RecordSender.PAUSE));
      producer.thrown = new NoClassDefFoundError("lz4");
      assertThat(failure(sender.send(records(50))).type()).isEqualTo("not_accepted");
    }
    now.set(now.get().plus(RecordSender.PAUSE));
    producer.thrown = null;
    var answer = sender.send(records(50));
    while (producer.completeNext()) {
      // all are acknowledged
    }
    assertThat(answer.get(5, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void aRecordThatComesAloneDoesNotWaitForABatch() {
    try (var bulk = new RefusingProducer();
        RecordSender both = sender(new Producers(producer, bulk))) {
      var one = both.send(records(1));
      var many = both.send(records(2));

      assertThat(producer.history()).hasSize(1);
      assertThat(bulk.history()).hasSize(2);
      assertThat(one.isDone() || many.isDone()).isFalse();
    }
  }

  @Test
  void aTooLargeRecordIsTheCallersMatter() {
    producer.refusal = new RecordTooLargeException("2 MiB");

    assertThat(failure(sender.send(records(1))).code()).isEqualTo(ErrorCode.TOO_LARGE);
    sender.refuseWhileAway();
  }

  @Test
  void afterAFailureCallersAreTurnedAwayAtOnceUntilAProbeSucceeds() throws Exception {
    producer.refusal = new TimeoutException("away");
    failure(sender.send(records(1)));
    int sentSoFar = producer.offered;

    assertThat(failure(sender.send(records(1))).detail()).contains("not accepted");
    assertThat(producer.offered).isEqualTo(sentSoFar);

    now.set(now.get().plus(RecordSender.PAUSE));
    producer.refusal = null;
    var probe = sender.send(records(1));
    assertThat(failure(sender.send(records(1))).detail()).contains("not accepted");
    producer.completeNext();
    probe.get(5, TimeUnit.SECONDS);

    var after = sender.send(records(1));
    producer.completeNext();
    assertThat(after.get(5, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void theProducersBufferIsNeverTheFirstLimitReached() throws Exception {
    List<CompletableFuture<WritePositions>> waiting = new ArrayList<>();
    while (waiting.isEmpty() || !waiting.getLast().isDone()) {
      waiting.add(sender.send(records(10)));
    }
    ApiException refusal = failure(waiting.removeLast());

    assertThat(refusal.type()).isEqualTo("not_accepted");
    assertThat(refusal.detail()).contains("too many records wait");
    long offered = producer.history().stream().mapToLong(each -> each.value().length).sum();
    assertThat(offered)
        .isPositive()
        .isLessThan(
            (Long) Producers.settings(MAX_BYTES, 1).get(ProducerConfig.BUFFER_MEMORY_CONFIG));

    while (producer.completeNext()) {
      // all are acknowledged, which makes room again
    }
    for (var each : waiting) {
      each.get(5, TimeUnit.SECONDS);
    }
    assertThat(sender.send(records(10))).isNotDone();
  }

  @Test
  void aRecordNamesTheRequestThatWroteIt() {
    MDC.put("requestId", "req_1");
    try {
      var unused = sender.send(records(2));
    } finally {
      MDC.remove("requestId");
    }

    assertThat(producer.history())
        .allSatisfy(record ->
            assertThat(RecordHeaders.text(record.headers(), "request-id")).isEqualTo("req_1"));
  }

  private RecordSender sender(Producers producers) {
    return new RecordSender(
        producers,
        new KafkaCircuitBreaker(now::get, RecordSender.PAUSE),
        GatewayMeters.in(new SimpleMeterRegistry()),
        MAX_BYTES);
  }

  private static ApiException failure(CompletableFuture<WritePositions> answer) {
    try {
      answer.orTimeout(5, TimeUnit.SECONDS).join();
      throw new AssertionError("succeeded");
    } catch (CompletionException e) {
      if (e.getCause() instanceof ApiException failure) {
        return failure;
      }
      throw e;
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> records(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new ProducerRecord<>("t", new byte[] {1}, new byte[] {(byte) i}))
        .toList();
  }

  /** Refuses like a KafkaProducer: through the callback, inside {@code send}. */
  private static final class RefusingProducer extends MockProducer<byte[], byte[]> {
    @Nullable RuntimeException refusal;
    @Nullable Error thrown;
    int refuseFrom;
    int offered;

    RefusingProducer() {
      super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      offered++;
      if (thrown != null) {
        throw thrown;
      }
      RuntimeException why = refusal;
      if (why != null && offered > refuseFrom) {
        callback.onCompletion(
            new RecordMetadata(new TopicPartition("t", -1), -1, -1, -1, -1, -1), why);
        return CompletableFuture.failedFuture(why);
      }
      return super.send(record, callback);
    }
  }
}
