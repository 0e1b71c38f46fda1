package com.traitly.query.readmodel;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Redrive;
import com.traitly.streams.freshness.AppliedOffsets;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Remembers which dead letters were sent again. */
final class KeepRedrive extends ReadModelTask<AccountKey, Redrive> {
  private LetterRows letters;

  @SuppressWarnings("NullAway.Init") // opened before the first record
  KeepRedrive(ReadModels models, AppliedOffsets published) {
    super(models, published);
  }

  @Override
  void open(ReadModels stores, ProcessorContext<Void, Void> context) {
    letters = new LetterRows(stores, context);
  }

  @Override
  void apply(Record<AccountKey, Redrive> record) {
    if (record.value() != null) {
      letters.redriven(record.key().account(), record.value().origin(), record.value().at());
    }
  }
}
