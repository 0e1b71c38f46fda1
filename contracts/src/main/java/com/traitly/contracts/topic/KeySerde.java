package com.traitly.contracts.topic;

import com.traitly.contracts.json.SoundText;
import com.traitly.contracts.model.AccountKey;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Keys as UTF-8 text {@code account|id}; partitioned by Kafka's own hash of these bytes. */
public final class KeySerde {
  /** Far more than any account and id need, and far less than a store allows for a key. */
  static final int MAX_BYTES = 4_096;

  private KeySerde() {}

  /** The serde of our topics' keys. */
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
    if (bytes.length > MAX_BYTES) {
      throw new SerializationException("unreadable record key on " + topic + ": it is too long");
    }
    // Bytes that are not UTF-8 would be read as a different key.
    if (SoundText.flawIn(bytes, 0, bytes.length) >= 0) {
      throw new SerializationException("unreadable record key on " + topic + ": it is not UTF-8");
    }
    try {
      return AccountKey.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new SerializationException(
          "unreadable record key on " + topic + ": it is not of the form account|id", e);
    }
  }
}
