package com.traitly.query.readmodel;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Redrive;
import com.traitly.streams.freshness.AppliedOffsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/** Remembers which dead letters were sent again. */
record KeepRedrive(ReadModels models, AppliedOffsets applied)
    implements ProcessorSupplier<AccountKey, Redrive, Void, Void> {

  @Override
  public Processor<AccountKey, Redrive, Void, Void> get() {
    return new Task(models, applied);
  }

  private static final class Task extends ContextualProcessor<AccountKey, Redrive, Void, Void> {
    private final ReadModels models;
    private final AppliedOffsets published;
    private AppliedRows applied;
    private LetterRows letters;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    Task(ReadModels models, AppliedOffsets applied) {
      this.models = models;
      this.published = applied;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      super.init(context);
      letters = new LetterRows(models, context);
      applied = new AppliedRows(models, context, published);
    }

    @Override
    public void process(Record<AccountKey, Redrive> record) {
      if (record.value() != null) {
        letters.redriven(record.key().account(), record.value().origin(), record.value().at());
      }
      context().recordMetadata().ifPresent(at -> applied.applied(at, record.timestamp()));
    }
  }
}
