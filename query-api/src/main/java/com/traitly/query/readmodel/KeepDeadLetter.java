package com.traitly.query.readmodel;

import com.traitly.contracts.topic.DeadLetter;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.DeletionTimes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps dead letters for their account's list. One whose key names no account is on nobody's list:
 * it stays on the topic, and the log says where.
 */
final class KeepDeadLetter extends ReadModelTask<byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(KeepDeadLetter.class);

  private LetterRows letters;
  private DeletionTimes erasures;

  @SuppressWarnings("NullAway.Init") // opened before the first record
  KeepDeadLetter(ReadModels models, AppliedOffsets published) {
    super(models, published);
  }

  @Override
  void open(ReadModels stores, ProcessorContext<Void, Void> context) {
    letters = new LetterRows(stores, context);
    erasures = new DeletionTimes(context.getStateStore(stores.erasures().name()));
  }

  @Override
  void apply(Record<byte[], byte[]> record) {
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
  }

  /** Whatever a letter holds: one that failed here would make another without end. */
  private void keep(DeadLetter letter) {
    // The key of a table's record names no customer, even where it looks like one who was erased.
    if (letter.isOfTable() || !erasures.cover(letter.key(), letter.millis())) {
      letters.keep(letter, context().currentSystemTimeMs());
    }
  }
}
