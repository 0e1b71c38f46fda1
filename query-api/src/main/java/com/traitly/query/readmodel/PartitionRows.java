package com.traitly.query.readmodel;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Redrive;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.DeletionTimes;
import com.traitly.streams.state.Position;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read models of one partition, and how each kind of record changes them. */
final class PartitionRows {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionRows.class);

  private final ProcessorContext<?, ?> context;
  private final CustomerRows customers;
  private final EventRows events;
  private final LetterRows letters;
  private final DeletionTimes erasures;
  private final AppliedRows applied;

  PartitionRows(ReadModels models, ProcessorContext<?, ?> context, AppliedOffsets published) {
    this.context = context;
    customers = new CustomerRows(models, context);
    events = new EventRows(models, context);
    letters = new LetterRows(models, context);
    erasures = new DeletionTimes(context.getStateStore(models.erasures().name()));
    applied = new AppliedRows(models, context, published);
  }

  /** The offsets that the read models include. */
  AppliedRows applied() {
    return applied;
  }

  /** Keeps the newest profile with its index entries; a tombstone erases the customer. */
  void keepProfile(Record<AccountKey, CustomerProfile> record) {
    if (record.value() == null) {
      long erasedAt = RecordHeaders.erasedAt(record.headers(), record.timestamp());
      erasures.remember(record.key(), erasedAt);
      events.erase(record.key(), erasedAt);
      customers.erase(record.key());
      letters.erase(record.key());
    } else {
      customers.keep(record.key(), record.value());
    }
    causes(record.headers())
        .forEach(
            at -> applied.applied(at.topic(), at.partition(), at.offset(), record.timestamp()));
  }

  /** Keeps each event once, by customer and by time. */
  void rememberEvent(Record<AccountKey, Event> record) {
    // Nobody deletes single events, so a record without a value says nothing.
    if (record.value() != null && !erasures.cover(record.key(), record.timestamp())) {
      events.keep(record.key(), record.value());
    }
  }

  /**
   * Keeps a dead letter for its account's list. One whose key names no account is on nobody's list:
   * it stays on the topic, and the log says where.
   */
  void keepDeadLetter(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
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

  /** Remembers that a dead letter was sent again. */
  void keepRedrive(Record<AccountKey, Redrive> record) {
    if (record.value() != null) {
      letters.redriven(record.key().account(), record.value().origin(), record.value().at());
    }
  }

  /** Whatever a letter holds: one that failed here would make another without end. */
  private void keep(DeadLetter letter) {
    // The key of a table's record names no customer, even where it looks like one who was erased.
    if (letter.isOfTable() || !erasures.cover(letter.key(), letter.millis())) {
      letters.keep(letter, context.currentSystemTimeMs());
    }
  }

  /** Callers wait for the fact they wrote, which is not the record we read. */
  private List<Position> causes(Headers headers) {
    String cause = RecordHeaders.text(headers, RecordHeaders.CAUSE);
    try {
      return cause == null
          ? List.of()
          : Position.parse(cause).stream()
              .filter(at -> at.partition() == context.taskId().partition())
              .toList();
    } catch (ApiException notOurs) {
      return List.of();
    }
  }
}
