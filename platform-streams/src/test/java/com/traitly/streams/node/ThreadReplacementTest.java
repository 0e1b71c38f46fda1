package com.traitly.streams.node;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadReplacementTest {
  private Instant now = Instant.EPOCH;
  private final ThreadReplacement replacement = new ThreadReplacement(() -> now);

  static Stream<Exception> ofAnOutage() {
    return Stream.of(
        new TimeoutException("no answer"),
        new InvalidTxnStateException("ended by the broker"),
        new ProducerFencedException("fenced"),
        new InvalidProducerEpochException("fenced"),
        new OutOfOrderSequenceException("a batch is missing"),
        new UnknownProducerIdException("forgotten"),
        new TransactionAbortableException("abort"),
        new TransactionAbortedException("aborted"));
  }

  /** A new thread has a new producer, which has none of these failures. */
  @ParameterizedTest
  @MethodSource
  void ofAnOutage(Exception failure) {
    assertThat(replacement.handle(new StreamsException("commit failed", failure)))
        .isEqualTo(REPLACE_THREAD);
    assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);
  }

  @Test
  void whatStaysStopsTheClient() {
    assertThat(replacement.handle(new IllegalStateException("a fault of ours")))
        .isEqualTo(SHUTDOWN_CLIENT);
    assertThat(replacement.handle(new StreamsException(new TopicAuthorizationException("events"))))
        .isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void keepsDyingOnlyAFewTimes() {
    for (int death = 0; death < 5; death++) {
      assertThat(replacement.handle(new TimeoutException("no answer"))).isEqualTo(REPLACE_THREAD);
    }
    assertThat(replacement.handle(new TimeoutException("no answer"))).isEqualTo(SHUTDOWN_CLIENT);
    now = now.plus(Duration.ofMinutes(11));
    assertThat(replacement.handle(new TimeoutException("no answer"))).isEqualTo(REPLACE_THREAD);
  }
}
