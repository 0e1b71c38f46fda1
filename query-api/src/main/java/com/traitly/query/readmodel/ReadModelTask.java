package com.traitly.query.readmodel;

import com.traitly.streams.freshness.AppliedOffsets;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Applies the records of one topic to the read models of a partition, and notes after each record
 * that they include it.
 */
final class ReadModelTask<K, V> extends ContextualProcessor<K, V, Void, Void> {
  private final AppliedOffsets published;
  private final boolean opens;
  private final BiConsumer<PartitionRows, Record<K, V>> apply;
  private PartitionRows rows;

  /**
   * A task for one topic.
   *
   * @param opens whether it opens and closes the partition to those who wait for its state; one of
   *     the partition's tasks does
   * @param apply changes the read models as a record says
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  ReadModelTask(
      AppliedOffsets published, boolean opens, BiConsumer<PartitionRows, Record<K, V>> apply) {
    this.published = published;
    this.opens = opens;
    this.apply = apply;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    rows = new PartitionRows(context, published);
    if (opens) {
      rows.applied().open(context.taskId().partition());
    }
  }

  @Override
  public void process(Record<K, V> record) {
    apply.accept(rows, record);
    context().recordMetadata().ifPresent(at -> rows.applied().applied(at, record.timestamp()));
  }

  @Override
  public void close() {
    if (opens) {
      published.closed(context().taskId().partition());
    }
  }
}
