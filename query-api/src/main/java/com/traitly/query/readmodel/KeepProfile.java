package com.traitly.query.readmodel;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.DeletionTimes;
import com.traitly.streams.state.Position;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps each customer's newest profile with its index entries; a tombstone erases the customer. It
 * opens and closes the partition to those who wait for its state.
 */
final class KeepProfile extends ReadModelTask<AccountKey, CustomerProfile> {
  private static final Pattern INSTANT = Pattern.compile("\\d{1,18}");

  private CustomerRows customers;
  private EventRows events;
  private DeletionTimes erasures;
  private LetterRows letters;

  @SuppressWarnings("NullAway.Init") // opened before the first record
  KeepProfile(ReadModels models, AppliedOffsets published) {
    super(models, published);
  }

  @Override
  void open(ReadModels stores, ProcessorContext<Void, Void> context) {
    customers = new CustomerRows(stores, context);
    events = new EventRows(stores, context);
    erasures = new DeletionTimes(context.getStateStore(stores.erasures().name()));
    letters = new LetterRows(stores, context);
    applied().open(context.taskId().partition());
  }

  @Override
  void apply(Record<AccountKey, CustomerProfile> record) {
    if (record.value() == null) {
      long erasedAt = erasedAt(record);
      erasures.remember(record.key(), erasedAt);
      events.erase(record.key(), erasedAt);
      customers.erase(record.key());
      letters.erase(record.key());
    } else {
      customers.keep(record.key(), record.value());
    }
    causes(record.headers())
        .forEach(
            at -> applied().applied(at.topic(), at.partition(), at.offset(), record.timestamp()));
  }

  /** Callers wait for the fact they wrote, which is not the record we read. */
  private List<Position> causes(Headers headers) {
    String cause = RecordHeaders.text(headers, RecordHeaders.CAUSE);
    try {
      return cause == null
          ? List.of()
          : Position.parse(cause).stream()
              .filter(at -> at.partition() == context().taskId().partition())
              .toList();
    } catch (ApiException notOurs) {
      return List.of();
    }
  }

  /** When the erasure was sent, which may be long before it was carried out. */
  private static long erasedAt(Record<AccountKey, CustomerProfile> tombstone) {
    String sentAt = RecordHeaders.text(tombstone.headers(), RecordHeaders.ERASED_AT);
    return sentAt == null || !INSTANT.matcher(sentAt).matches()
        ? tombstone.timestamp()
        : Math.min(Long.parseLong(sentAt), tombstone.timestamp());
  }

  @Override
  public void close() {
    published().closed(context().taskId().partition());
  }
}
