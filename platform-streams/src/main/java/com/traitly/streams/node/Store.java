package com.traitly.streams.node;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The description of a state store, shared by its writers and readers.
 *
 * @param name also names its changelog, if it has one
 * @param key serde of the key
 * @param value serde of the value
 */
public record Store<K, V>(String name, Serde<K> key, Serde<V> value) {
  /** A store of bytes by bytes. */
  public static Store<Bytes, byte[]> ofBytes(String name) {
    return new Store<>(name, Serdes.Bytes(), Serdes.ByteArray());
  }

  /**
   * On disk in RocksDB, with a changelog; uncached, because every write may be announced and other
   * threads must be able to read it at once.
   */
  public StoreBuilder<KeyValueStore<K, V>> onDisk() {
    return rocksDb().withLoggingEnabled(Map.of());
  }

  /**
   * On disk without a changelog, for content that can be derived from another store. After a crash,
   * or when a task returns to an instance, it holds old content.
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
