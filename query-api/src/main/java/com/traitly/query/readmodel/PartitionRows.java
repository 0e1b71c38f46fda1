package com.traitly.query.readmodel;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.LinkMessage;
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
  private final LetterRows rejected;
  private final LinkRows links;
  private final DeletionTimes erasures;
  private final AppliedRows applied;

  PartitionRows(ProcessorContext<?, ?> context, AppliedOffsets published) {
    this.context = context;
    customers = new CustomerRows(context);
    events = new EventRows(context);
    letters = LetterRows.dead(context);
    rejected = LetterRows.rejected(context);
    links = new LinkRows(context.getStateStore(ReadModels.LINKS.name()));
    erasures = new DeletionTimes(context.getStateStore(ReadModels.ERASURES.name()));
    applied = new AppliedRows(context, published);
  }

  /** The offsets that the read models include. */
  AppliedRows applied() {
    return applied;
  }

  /**
   * Keeps the newest profile with its index entries. A tombstone erases the customer, or says that
   * the id was linked to a customer.
   */
  void keepProfile(Record<AccountKey, CustomerProfile> record) {
    if (record.value() != null) {
      customers.keep(record.key(), record.value());
    } else {
      String linkedTo = RecordHeaders.text(record.headers(), RecordHeaders.LINKED_TO);
      if (linkedTo == null) {
        erase(record);
      } else {
        link(record.key(), linkedTo);
      }
    }
    causes(record.headers())
        .forEach(
            at -> applied.applied(at.topic(), at.partition(), at.offset(), record.timestamp()));
  }

  private void erase(Record<AccountKey, CustomerProfile> tombstone) {
    AccountKey customer = tombstone.key();
    long erasedAt = RecordHeaders.erasedAt(tombstone.headers(), tombstone.timestamp());
    erasures.remember(customer, erasedAt);
    events.erase(customer, erasedAt);
    customers.erase(customer);
    letters.erase(customer);
    rejected.erase(customer);
    links.forget(customer);
  }

  /** The events of an anonymous id come again as the customer's; its letters stay. */
  private void link(AccountKey anonymous, String customerId) {
    links.link(anonymous, customerId);
    events.erase(anonymous, Long.MAX_VALUE);
  }

  /** Keeps each event once, by customer and by time. */
  void rememberEvent(Record<AccountKey, Event> record) {
    // Nobody deletes single events, so a record without a value says nothing.
    if (record.value() != null
        && !erasures.cover(record.key(), record.timestamp())
        && !links.isLinked(record.key())) {
      events.keep(record.key(), record.value());
    }
  }

  /** Follows what anonymous ids and customers tell each other. */
  void followLink(Record<AccountKey, LinkMessage> record) {
    switch (record.value()) {
      case LinkMessage.Events moved -> keepMoved(record.key(), moved.events());
      case LinkMessage.Release release -> forget(record.key(), release);
      case LinkMessage.Claim claim -> {
        // The anonymous id's tombstone tells whether it was accepted.
      }
      case null -> {}
    }
  }

  /**
   * A customer who asked for an anonymous id was erased. The id's letters may name that customer,
   * such as that of a link that was refused.
   */
  private void forget(AccountKey anonymous, LinkMessage.Release release) {
    erasures.remember(
        new AccountKey(anonymous.account(), release.customerId()), release.erasedAt());
    letters.eraseNaming(anonymous, release.customerId());
    rejected.eraseNaming(anonymous, release.customerId());
  }

  /** Keeps the events that come to a customer from an anonymous id. */
  private void keepMoved(AccountKey customer, List<Event> moved) {
    if (!links.isLinked(customer)) {
      for (Event event : moved) {
        if (!erasures.cover(customer, event.receivedAt())) {
          events.keep(customer, event);
        }
      }
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
    if (letter.isOfTable()
        || NamedCustomers.in(letter).stream()
            .noneMatch(customer -> erasures.cover(customer, letter.millis()))) {
      LetterRows rows = letter.rejectedFor() == null ? letters : rejected;
      rows.keep(letter, context.currentSystemTimeMs());
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
