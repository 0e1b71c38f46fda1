package com.traitly.streams.node;

import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Opens the stores of the partitions that are here. Implementations are thread-safe. */
@FunctionalInterface
public interface LocalStores {
  /**
   * One partition of a store.
   *
   * @throws com.traitly.contracts.error.ApiException {@code unavailable} while it is not here
   */
  <K, V> ReadOnlyKeyValueStore<K, V> read(Store<K, V> store, int partition);
}
