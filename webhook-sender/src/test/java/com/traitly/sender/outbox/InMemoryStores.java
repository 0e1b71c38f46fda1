package com.traitly.sender.outbox;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** The stores of a task without a task. */
final class InMemoryStores {
  private InMemoryStores() {}

  /** A context in which {@link OutboxStores} finds all of them, empty. */
  static MockProcessorContext<Object, Object> context() {
    MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    for (var each :
        List.of(
            OutboxStores.OUTBOX, OutboxStores.DUE, OutboxStores.SETTLED, OutboxStores.LAST_SENT)) {
      KeyValueStore<Bytes, byte[]> store = each.inMemory().build();
      store.init(context.getStateStoreContext(), store);
      context.addStateStore(store);
    }
    return context;
  }
}
