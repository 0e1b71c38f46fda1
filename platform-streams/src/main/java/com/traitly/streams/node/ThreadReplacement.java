package com.traitly.streams.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.RetriableException;
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
      if (cause instanceof RetriableException) {
        return true;
      }
    }
    return false;
  }
}
