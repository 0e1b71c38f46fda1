package com.traitly.query.readmodel;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.DeletionTimes;
import com.traitly.streams.state.Position;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** Keeps each customer's newest profile with its index entries; a tombstone erases the customer. */
record KeepProfile(ReadModels models, AppliedOffsets applied)
    implements ProcessorSupplier<AccountKey, CustomerProfile, Void, Void> {

  @Override
  public Set<StoreBuilder<?>> stores() {
    return models.builders();
  }

  @Override
  public Processor<AccountKey, CustomerProfile, Void, Void> get() {
    return new Task(models, applied);
  }

  private static final class Task
      extends ContextualProcessor<AccountKey, CustomerProfile, Void, Void> {
    private static final Pattern INSTANT = Pattern.compile("\\d{1,18}");

    private final ReadModels models;
    private final AppliedOffsets published;
    private AppliedRows applied;
    private CustomerRows customers;
    private EventRows events;
    private DeletionTimes erasures;
    private LetterRows letters;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    Task(ReadModels models, AppliedOffsets applied) {
      this.models = models;
      this.published = applied;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      super.init(context);
      customers = new CustomerRows(models, context);
      events = new EventRows(models, context);
      erasures = new DeletionTimes(context.getStateStore(models.erasures().name()));
      letters = new LetterRows(models, context);
      applied = new AppliedRows(models, context, published);
      applied.open(context.taskId().partition());
    }

    @Override
    public void process(Record<AccountKey, CustomerProfile> record) {
      if (record.value() == null) {
        long erasedAt = erasedAt(record);
        erasures.remember(record.key(), erasedAt);
        events.erase(record.key(), erasedAt);
        customers.erase(record.key());
        letters.erase(record.key());
      } else {
        customers.keep(record.key(), record.value());
      }
      context().recordMetadata().ifPresent(at -> applied.applied(at, record.timestamp()));
      causes(record.headers())
          .forEach(
              at -> applied.applied(at.topic(), at.partition(), at.offset(), record.timestamp()));
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
      published.closed(context().taskId().partition());
    }
  }
}
