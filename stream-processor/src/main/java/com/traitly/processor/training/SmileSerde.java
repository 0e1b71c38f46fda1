package com.traitly.processor.training;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import com.fasterxml.jackson.dataformat.smile.SmileGenerator;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import com.traitly.prediction.training.WindowMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records as Smile (binary JSON) after a version byte. Numbers keep every bit, so that a trainer
 * continues exactly where it stopped.
 */
public final class SmileSerde {
  private static final Logger LOG = LoggerFactory.getLogger(SmileSerde.class);
  private static final byte VERSION = 1;
  private static final ObjectMapper MAPPER =
      SmileMapper.builder(
              SmileFactory.builder()
                  .disable(SmileGenerator.Feature.ENCODE_BINARY_AS_7BIT)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(10_000_000).build())
                  .build())
          .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(SparseFloats.module())
          .addMixIn(WindowMessage.class, TypedByName.class)
          .addMixIn(TrainingMessage.class, TypedByName.class)
          .build();

  static {
    MAPPER.registerSubtypes(TrainingMessage.class.getPermittedSubclasses());
    MAPPER.registerSubtypes(WindowMessage.class.getPermittedSubclasses());
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  private interface TypedByName {}

  private SmileSerde() {}

  /** The serde of a record type. */
  public static <T> Serde<T> of(Class<T> type) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write(type, value),
        (topic, bytes) -> bytes == null ? null : read(type, bytes));
  }

  /** The serde of a record type in a store where an unreadable row is to cost no other row. */
  public static <T> Serde<T> orElse(Class<T> type, T unreadable) {
    Serde<T> strict = of(type);
    return Serdes.serdeFrom(
        strict.serializer(),
        (store, bytes) -> {
          try {
            return strict.deserializer().deserialize(store, bytes);
          } catch (SerializationException why) {
            LOG.error(
                "a row of {} is unreadable and counts as if it had been begun anew", store, why);
            return unreadable;
          }
        });
  }

  private static <T> byte[] write(Class<T> type, T value) {
    try {
      byte[] body = MAPPER.writerFor(type).writeValueAsBytes(value);
      return ByteBuffer.allocate(body.length + 1).put(VERSION).put(body).array();
    } catch (IOException e) {
      throw new SerializationException("cannot write " + type.getSimpleName(), e);
    }
  }

  private static <T> T read(Class<T> type, byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new SerializationException("unknown format of " + type.getSimpleName());
    }
    try {
      return MAPPER.readerFor(type).readValue(bytes, 1, bytes.length - 1);
    } catch (IOException | RuntimeException e) {
      // A parser may throw anything at bytes that only look like Smile.
      throw new SerializationException("cannot read " + type.getSimpleName(), e);
    }
  }
}
