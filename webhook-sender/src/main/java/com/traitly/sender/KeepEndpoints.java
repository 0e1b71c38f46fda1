package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Endpoint;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the global table of endpoints; a tombstone removes one. */
final class KeepEndpoints implements Processor<AccountKey, Endpoint, Void, Void> {
  private KeyValueStore<AccountKey, Endpoint> table;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  KeepEndpoints() {}

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    table = context.getStateStore(SenderTopology.ENDPOINTS.name());
  }

  @Override
  public void process(Record<AccountKey, Endpoint> record) {
    table.put(record.key(), record.value());
  }
}
