package com.traitly.streams.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died of a temporary failure, a few times; stops the client when it
 * keeps dying or dies of anything else, so that a supervisor sees it. Thread-safe.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
  private static final int BUDGET = 5;
  private static final Duration PERIOD = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Deque<Instant> replaced = new ArrayDeque<>();

  ThreadReplacement(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    Instant now = clock.instant();
    replaced.removeIf(earlier -> earlier.plus(PERIOD).isBefore(now));
    if (passing(failure) && replaced.size() < BUDGET) {
      replaced.add(now);
      LOG.warn("stream thread died of a passing condition and is replaced", failure);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("stream thread died; the client stops", failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static boolean passing(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException || endsOneProducer(cause)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a failure ends a producer and its transaction, but not the next producer's. Brokers
   * that come back after an outage may have ended the transaction that a producer would commit.
   */
  private static boolean endsOneProducer(Throwable failure) {
    return failure instanceof ApplicationRecoverableException
        || failure instanceof InvalidTxnStateException
        || failure instanceof OutOfOrderSequenceException
        || failure instanceof TransactionAbortableException
        || failure instanceof TransactionAbortedException;
  }
}
