package com.traitly.query.readmodel;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.DeletionTimes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps each event once, by customer and by time. */
final class RememberEvent extends ReadModelTask<AccountKey, Event> {
  private EventRows events;
  private DeletionTimes erasures;

  @SuppressWarnings("NullAway.Init") // opened before the first record
  RememberEvent(ReadModels models, AppliedOffsets published) {
    super(models, published);
  }

  @Override
  void open(ReadModels stores, ProcessorContext<Void, Void> context) {
    events = new EventRows(stores, context);
    erasures = new DeletionTimes(context.getStateStore(stores.erasures().name()));
  }

  @Override
  void apply(Record<AccountKey, Event> record) {
    // Nobody deletes single events, so a record without a value says nothing.
    if (record.value() != null && !erasures.cover(record.key(), record.timestamp())) {
      events.keep(record.key(), record.value());
    }
  }
}
