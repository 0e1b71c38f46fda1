package com.traitly.gateway.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Collects the outcomes of one request's records and reports once, after the last of them.
 *
 * <p>It is the callback of all these records. For a record that it never took, a producer calls it
 * on the sending thread, inside {@code send}; for a record that it took, on its I/O thread. Only
 * the former is certainly not stored. The sending thread must create this object; then it is
 * thread-safe.
 */
final class Acknowledgements implements Callback {
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicInteger outstanding;
  private final Consumer<Outcome> onLast;

  /** Used by the I/O thread, until the last record. */
  private final Map<TopicPartition, Long> highest = new HashMap<>();

  private @Nullable RecordMetadata latest;
  private boolean mayBeStored;

  /** Used by the sending thread. */
  private @Nullable Exception refusal;

  private volatile @Nullable Thread sending = Thread.currentThread();

  /** The outcome for all records of a request. */
  sealed interface Outcome {
    /** All are stored. */
    record Stored(WritePositions positions) implements Outcome {}

    /** At least one is not known to be stored. */
    record Failed(Throwable cause, boolean mayBeStored) implements Outcome {}
  }

  Acknowledgements(int records, Consumer<Outcome> onLast) {
    outstanding = new AtomicInteger(records);
    this.onLast = onLast;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, @Nullable Exception exception) {
    if (exception != null && Thread.currentThread() == sending) {
      refusal = exception;
    } else {
      taken(metadata, exception);
    }
  }

  /** Why the producer did not take the record that was just sent; null when it did. */
  @Nullable Exception refusal() {
    return refusal;
  }

  /** Ends the sending: a later report on the same thread is about a record that was taken. */
  void allSent() {
    sending = null;
  }

  /** Counts records that the producer never took. */
  void refused(int records, Throwable cause) {
    failure.compareAndSet(null, cause);
    finish(records);
  }

  private void taken(RecordMetadata metadata, @Nullable Exception exception) {
    mayBeStored = true;
    if (exception != null) {
      failure.compareAndSet(null, exception);
    } else if (metadata.hasOffset()) {
      stored(metadata);
    }
    finish(1);
  }

  /**
   * The producer reports a partition's records in the order of their offsets, and many in a row.
   */
  private void stored(RecordMetadata metadata) {
    if (latest != null && latest.partition() != metadata.partition()) {
      note(latest);
    }
    latest = metadata;
  }

  private void note(RecordMetadata metadata) {
    highest.merge(
        new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset(), Math::max);
  }

  private void finish(int records) {
    if (outstanding.addAndGet(-records) == 0) {
      Throwable cause = failure.get();
      if (cause == null && latest != null) {
        note(latest);
      }
      onLast.accept(
          cause == null
              ? new Outcome.Stored(new WritePositions(Map.copyOf(highest)))
              : new Outcome.Failed(cause, mayBeStored));
    }
  }
}
