package com.traitly.streams.node;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A state store as a value: writer and reader go through the same one.
 *
 * @param name also names its changelog, if it has one
 * @param key serde of the key
 * @param value serde of the value
 */
public record Store<K, V>(String name, Serde<K> key, Serde<V> value) {
  /**
   * On disk in RocksDB, with a changelog; uncached, because every write may be announced and each
   * must be read by other threads at once.
   */
  public StoreBuilder<KeyValueStore<K, V>> onDisk() {
    return rocksDb().withLoggingEnabled(Map.of());
  }

  /**
   * On disk without a changelog, for what can be found again from another store. After a crash, or
   * when a task comes back to where it once was, it holds what it held at some time before.
   */
  public StoreBuilder<KeyValueStore<K, V>> onDiskAlone() {
    return rocksDb().withLoggingDisabled();
  }

  private StoreBuilder<KeyValueStore<K, V>> rocksDb() {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, value)
        .withCachingDisabled();
  }

  /** In memory with a changelog, for few rows that every record asks for. */
  public StoreBuilder<KeyValueStore<K, V>> inMemoryLogged() {
    return memory().withLoggingEnabled(Map.of());
  }

  /** In memory without a changelog, for global tables: the topic itself is the log. */
  public StoreBuilder<KeyValueStore<K, V>> inMemory() {
    return memory().withLoggingDisabled();
  }

  private StoreBuilder<KeyValueStore<K, V>> memory() {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), key, value)
        .withCachingDisabled();
  }
}
