package com.traitly.query.readmodel;

import com.traitly.contracts.topic.DeadLetter;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.DeletionTimes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps dead letters for their account's list. One whose key names no account is on nobody's list:
 * it stays on the topic, and the log says where.
 */
record KeepDeadLetter(ReadModels models, AppliedOffsets applied)
    implements ProcessorSupplier<byte[], byte[], Void, Void> {

  @Override
  public Processor<byte[], byte[], Void, Void> get() {
    return new Task(models, applied);
  }

  private static final class Task extends ContextualProcessor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(KeepDeadLetter.class);

    private final ReadModels models;
    private final AppliedOffsets published;
    private AppliedRows applied;
    private LetterRows letters;
    private DeletionTimes erasures;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    Task(ReadModels models, AppliedOffsets applied) {
      this.models = models;
      this.published = applied;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      super.init(context);
      letters = new LetterRows(models, context);
      erasures = new DeletionTimes(context.getStateStore(models.erasures().name()));
      applied = new AppliedRows(models, context, published);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      RecordMetadata at = context().recordMetadata().orElseThrow();
      DeadLetter.of(
              at.partition(),
              at.offset(),
              record.timestamp(),
              record.key(),
              record.value(),
              record.headers())
          .ifPresentOrElse(
              this::keep,
              () ->
                  LOG.warn(
                      "the dead letter at {}-{}@{} belongs to no account",
                      at.topic(),
                      at.partition(),
                      at.offset()));
      applied.applied(at, record.timestamp());
    }

    /** Whatever a letter holds: one that failed here would make another without end. */
    private void keep(DeadLetter letter) {
      if (!erasures.cover(letter.key(), letter.millis())) {
        letters.keep(letter, context().currentSystemTimeMs());
      }
    }
  }
}
