package com.traitly.query.readmodel;

import com.traitly.streams.freshness.AppliedOffsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Applies the records of one topic to the read models of a partition, and notes after each record
 * that they include it.
 */
abstract class ReadModelTask<K, V> extends ContextualProcessor<K, V, Void, Void> {
  private final ReadModels models;
  private final AppliedOffsets published;
  private AppliedRows applied;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  ReadModelTask(ReadModels models, AppliedOffsets published) {
    this.models = models;
    this.published = published;
  }

  @Override
  public final void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    applied = new AppliedRows(models, context, published);
    open(models, context);
  }

  @Override
  public final void process(Record<K, V> record) {
    apply(record);
    context().recordMetadata().ifPresent(at -> applied.applied(at, record.timestamp()));
  }

  /** Takes the stores that it needs. */
  abstract void open(ReadModels stores, ProcessorContext<Void, Void> context);

  /** Changes the read models as a record says. */
  abstract void apply(Record<K, V> record);

  /** The offsets that the read models include. */
  final AppliedRows applied() {
    return applied;
  }

  final AppliedOffsets published() {
    return published;
  }
}
