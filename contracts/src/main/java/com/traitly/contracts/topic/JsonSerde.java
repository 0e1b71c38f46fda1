package com.traitly.contracts.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.wire.Json;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Makes a serde of a JSON codec's two functions; a null value is a tombstone. */
final class JsonSerde {
  private JsonSerde() {}

  static <T> Serde<T> of(Function<T, ? extends JsonNode> write, Function<JsonNode, T> read) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : Json.bytes(write.apply(value)),
        (topic, bytes) -> bytes == null ? null : parse(topic, bytes, read));
  }

  private static <T> T parse(String topic, byte[] bytes, Function<JsonNode, T> read) {
    try {
      return read.apply(Json.read(bytes));
    } catch (ApiException | IllegalArgumentException e) {
      throw new SerializationException("unreadable record value on " + topic, e);
    }
  }
}
