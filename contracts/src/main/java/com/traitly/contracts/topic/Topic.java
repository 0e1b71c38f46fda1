package com.traitly.contracts.topic;

import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A topic: its name and what its records hold.
 *
 * @param name full name, prefix included
 * @param key serde of the key
 * @param value serde of the value
 * @param spread which records share a partition, and hence how many partitions there are
 * @param settings topic-level configuration
 */
public record Topic<K, V>(
    String name, Serde<K> key, Serde<V> value, Spread spread, Map<String, String> settings) {
  /**
   * Reads a record's key.
   *
   * @throws SerializationException when there is no key, or one that cannot be read
   */
  public K readKey(byte @Nullable [] bytes) {
    K read = key.deserializer().deserialize(name, bytes);
    if (read == null) {
      throw new SerializationException("a record of " + name + " has a key");
    }
    return read;
  }

  /**
   * Reads a record's value; null for a tombstone.
   *
   * @throws SerializationException when it cannot be read
   */
  public @Nullable V readValue(byte @Nullable [] bytes) {
    return value.deserializer().deserialize(name, bytes);
  }

  /** How records are spread over the partitions of a topic. */
  public enum Spread {
    /** By customer: all these topics are co-partitioned. */
    BY_CUSTOMER,
    /** By goal of an account. */
    BY_GOAL,
    /** Not at all: one partition of small definitions that every process reads whole. */
    WHOLE
  }
}
