package com.traitly.contracts.topic;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading bytes: a value, or the reason why they cannot be read. For places where an
 * exception would stop everything, such as a table that a whole process depends on or a list over
 * many rows.
 */
public sealed interface Decoded<T> {
  /** The bytes; null for a tombstone. */
  byte @Nullable [] bytes();

  /** The bytes were read; the value is null for a tombstone. */
  // Carries the bytes, is never compared; java.lang.Readable is unrelated.
  @SuppressWarnings({"ArrayRecordComponent", "AvoidCommonTypeNames"})
  record Readable<T>(byte @Nullable [] bytes, @Nullable T value) implements Decoded<T> {}

  /** The bytes cannot be read. */
  @SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
  record Unreadable<T>(byte @Nullable [] bytes, SerializationException why) implements Decoded<T> {}

  /** Reads bytes of a topic; never throws. */
  static <T> Decoded<T> of(Deserializer<T> reader, String topic, byte @Nullable [] bytes) {
    try {
      return new Readable<>(bytes, reader.deserialize(topic, bytes));
    } catch (SerializationException why) {
      return new Unreadable<>(bytes, why);
    } catch (RuntimeException fault) {
      return new Unreadable<>(
          bytes, new SerializationException("a value on " + topic + " cannot be read", fault));
    }
  }

  /** A deserialiser that never throws. */
  static <T> Deserializer<Decoded<T>> by(Deserializer<T> reader) {
    return (topic, bytes) -> of(reader, topic, bytes);
  }

  /** A serde of values that may be unreadable; writes the bytes as they are. */
  static <T> Serde<Decoded<T>> serde(Serde<T> values) {
    return Serdes.serdeFrom(
        (topic, reading) -> reading == null ? null : reading.bytes(),
        (topic, bytes) -> bytes == null ? null : of(values.deserializer(), topic, bytes));
  }

  /** A value together with its bytes. */
  static <T> Decoded<T> written(Serde<T> values, String topic, T value) {
    return new Readable<>(values.serializer().serialize(topic, value), value);
  }
}
