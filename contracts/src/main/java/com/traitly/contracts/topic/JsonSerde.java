package com.traitly.contracts.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.SoundText;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Makes a serde from a JSON codec's two functions; a null value is a tombstone. Bytes that cannot
 * be read cause a {@link SerializationException}, with the reason in our words.
 */
final class JsonSerde {
  private JsonSerde() {}

  static <T> Serde<T> of(
      Function<T, ? extends JsonNode> write, RequiredFields demands, Function<JsonNode, T> read) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : Json.bytes(write.apply(value)),
        (topic, bytes) -> bytes == null ? null : parse(topic, bytes, demands, read));
  }

  private static <T> T parse(
      String topic, byte[] bytes, RequiredFields demands, Function<JsonNode, T> read) {
    JsonNode json = tree(topic, bytes);
    try {
      demands.check(json);
    } catch (IllegalArgumentException e) {
      throw unreadable(topic, e.getMessage(), e);
    }
    try {
      return read.apply(json);
    } catch (ApiException e) {
      throw unreadable(topic, e.detail(), e);
    } catch (RuntimeException e) {
      throw unreadable(topic, "it is not what lies on this topic", e);
    }
  }

  private static JsonNode tree(String topic, byte[] bytes) {
    try {
      return Json.read(bytes);
    } catch (RuntimeException e) {
      boolean sound = SoundText.flawIn(bytes, 0, bytes.length) < 0;
      throw unreadable(topic, sound ? "it is not well-formed JSON" : "it is not UTF-8", e);
    }
  }

  private static SerializationException unreadable(
      String topic, @Nullable String why, @Nullable RuntimeException cause) {
    return new SerializationException("unreadable record value on " + topic + ": " + why, cause);
  }
}
