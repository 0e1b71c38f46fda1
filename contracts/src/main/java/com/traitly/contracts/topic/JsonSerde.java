package com.traitly.contracts.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.RecordJson;
import com.traitly.contracts.json.SoundText;
import com.traitly.contracts.json.StoredFields;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a serde from a JSON codec; a null value is a tombstone. Bytes that cannot be read cause a
 * {@link SerializationException}, with the reason in our words.
 */
final class JsonSerde {
  private JsonSerde() {}

  static <T extends Record> Serde<T> of(Class<T> type) {
    return of(new RecordJson<>(type));
  }

  static <T extends Record> Serde<T> of(RecordJson<T> json) {
    return of((topic, value) -> value == null ? null : json.bytes(value), json::read);
  }

  static <T> Serde<T> of(Function<T, ? extends JsonNode> write, Function<JsonNode, T> read) {
    return of((topic, value) -> value == null ? null : Json.bytes(write.apply(value)), read);
  }

  private static <T> Serde<T> of(Serializer<T> write, Function<JsonNode, T> read) {
    return Serdes.serdeFrom(
        write, (topic, bytes) -> bytes == null ? null : parse(topic, bytes, read));
  }

  private static <T> T parse(String topic, byte[] bytes, Function<JsonNode, T> read) {
    JsonNode json = tree(topic, bytes);
    try {
      return read.apply(json);
    } catch (StoredFields.Unfit e) {
      throw unreadable(topic, e.getMessage(), e);
    } catch (ApiException e) {
      throw unreadable(topic, e.detail(), e);
    } catch (RuntimeException e) {
      throw unreadable(topic, "it is not what lies on this topic", e);
    }
  }

  private static JsonNode tree(String topic, byte[] bytes) {
    JsonNode json;
    try {
      json = Json.read(bytes);
    } catch (RuntimeException e) {
      boolean sound = SoundText.flawIn(bytes, 0, bytes.length) < 0;
      throw unreadable(topic, sound ? "it is not well-formed JSON" : "it is not UTF-8", e);
    }
    if (!json.isObject()) {
      throw unreadable(topic, "it is not a JSON object", null);
    }
    return json;
  }

  private static SerializationException unreadable(
      String topic, @Nullable String why, @Nullable RuntimeException cause) {
    return new SerializationException("unreadable record value on " + topic + ": " + why, cause);
  }
}
