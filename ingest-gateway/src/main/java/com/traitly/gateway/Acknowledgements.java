package com.traitly.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what became of the records of one request; tells it once, after the last of them.
 *
 * <p>A producer reports a record that it never took on the sending thread, inside {@code send}, and
 * one that it took from its I/O thread: only the first is certainly not stored. Thread-safe.
 */
final class Acknowledgements {
  private final Map<TopicPartition, Long> highest = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final AtomicBoolean mayBeStored = new AtomicBoolean();
  private final AtomicInteger outstanding;
  private final Consumer<Outcome> onLast;

  /** What became of the records of a request. */
  sealed interface Outcome {
    /** All are stored. */
    record Stored(Positions positions) implements Outcome {}

    /** At least one is not known to be stored. */
    record Failed(Exception cause, boolean mayBeStored) implements Outcome {}
  }

  Acknowledgements(int records, Consumer<Outcome> onLast) {
    outstanding = new AtomicInteger(records);
    this.onLast = onLast;
  }

  /** The callback of one record, to be given to {@code send} by the calling thread. */
  Offer offer() {
    return new Offer(Thread.currentThread());
  }

  /** This many records were never taken by the producer. */
  void refused(int records, Exception cause) {
    failure.compareAndSet(null, cause);
    finish(records);
  }

  private void taken(RecordMetadata metadata, @Nullable Exception exception) {
    mayBeStored.set(true);
    if (exception != null) {
      failure.compareAndSet(null, exception);
    } else if (metadata.hasOffset()) {
      highest.merge(
          new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset(), Math::max);
    }
    finish(1);
  }

  private void finish(int records) {
    if (outstanding.addAndGet(-records) == 0) {
      Exception cause = failure.get();
      onLast.accept(
          cause == null
              ? new Outcome.Stored(new Positions(Map.copyOf(highest)))
              : new Outcome.Failed(cause, mayBeStored.get()));
    }
  }

  /** Hears of one record. */
  final class Offer implements Callback {
    private volatile @Nullable Thread sending;
    private volatile @Nullable Exception refusal;

    private Offer(Thread sending) {
      this.sending = sending;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, @Nullable Exception exception) {
      if (exception != null && Thread.currentThread() == sending) {
        refusal = exception;
      } else {
        taken(metadata, exception);
      }
    }

    /** Ends the sending; why the record was not taken, null when it was. */
    @Nullable Exception refusal() {
      sending = null;
      return refusal;
    }
  }
}
