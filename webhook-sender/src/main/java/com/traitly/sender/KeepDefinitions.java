package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.Store;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps a global table; a tombstone removes an entry. Every change counts up the version. */
final class KeepDefinitions<V> implements Processor<AccountKey, V, Void, Void> {
  private final Store<AccountKey, V> store;
  private final AtomicLong version;
  private KeyValueStore<AccountKey, V> table;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  KeepDefinitions(Store<AccountKey, V> store, AtomicLong version) {
    this.store = store;
    this.version = version;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    table = context.getStateStore(store.name());
  }

  @Override
  public void process(Record<AccountKey, V> record) {
    table.put(record.key(), record.value());
    version.incrementAndGet();
  }
}
