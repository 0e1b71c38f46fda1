package com.traitly.query.readmodel;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.DeletionTimes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps each event once, by customer and by time. It is connected by name to stores that {@link
 * KeepProfile} brings: were both to bring them, Kafka Streams 4.3 would make two tasks of them.
 */
record RememberEvent(ReadModels models, AppliedOffsets applied)
    implements ProcessorSupplier<AccountKey, Event, Void, Void> {

  @Override
  public Processor<AccountKey, Event, Void, Void> get() {
    return new Task(models, applied);
  }

  private static final class Task extends ContextualProcessor<AccountKey, Event, Void, Void> {
    private final ReadModels models;
    private final AppliedOffsets published;
    private AppliedRows applied;
    private EventRows events;
    private DeletionTimes erasures;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    Task(ReadModels models, AppliedOffsets applied) {
      this.models = models;
      this.published = applied;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      super.init(context);
      events = new EventRows(models, context);
      erasures = new DeletionTimes(context.getStateStore(models.erasures().name()));
      applied = new AppliedRows(models, context, published);
    }

    @Override
    public void process(Record<AccountKey, Event> record) {
      // Nobody deletes single events, so a record without a value says nothing.
      if (record.value() != null && !erasures.cover(record.key(), record.timestamp())) {
        events.keep(record.key(), record.value());
      }
      context().recordMetadata().ifPresent(at -> applied.applied(at, record.timestamp()));
    }
  }
}
