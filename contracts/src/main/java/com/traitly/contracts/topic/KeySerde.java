package com.traitly.contracts.topic;

import com.traitly.contracts.model.AccountKey;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Keys as UTF-8 text {@code account|id}; partitioned by Kafka's own hash of these bytes. */
public final class KeySerde {
  private KeySerde() {}

  /** The serde of all our topics' keys. */
  public static Serde<AccountKey> instance() {
    return Serdes.serdeFrom(
        (topic, key) -> key == null ? null : bytes(key),
        (topic, bytes) -> bytes == null ? null : parse(topic, bytes));
  }

  /** The key's bytes, as partitioned and stored. */
  public static byte[] bytes(AccountKey key) {
    return key.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static AccountKey parse(String topic, byte[] bytes) {
    try {
      return AccountKey.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new SerializationException("unreadable record key on " + topic, e);
    }
  }
}
