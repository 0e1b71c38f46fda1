package com.traitly.systemtests.expected;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as a careful receiver does: strict UTF-8, no duplicate fields, no unpaired surrogates.
 * Objects become maps, arrays lists and numbers {@link Digits}; other values become their Java
 * types.
 */
public final class StrictJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(10_000)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** A number by its characters. */
  public record Digits(String text) {}

  private StrictJson() {}

  /**
   * Reads one document.
   *
   * @throws IllegalArgumentException when it is not valid JSON
   */
  public static @Nullable Object read(byte[] bytes) {
    Object value = readLoosely(bytes);
    requireWhole(value);
    return value;
  }

  /**
   * Like {@link #read}, but texts may have unpaired surrogates, as a refused item of a batch may.
   */
  public static @Nullable Object readLoosely(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      try (JsonParser parser = FACTORY.createParser(text)) {
        if (parser.nextToken() == null) {
          throw new IllegalArgumentException("nothing");
        }
        Object value = value(parser);
        if (parser.nextToken() != null) {
          throw new IllegalArgumentException("something follows");
        }
        return value;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Returns the value as an object. */
  public static Map<String, @Nullable Object> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      map.forEach((name, each) -> object.put(String.valueOf(name), each));
      return object;
    }
    return new LinkedHashMap<>();
  }

  /** Returns the value as a list. */
  public static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static @Nullable Object value(JsonParser at) throws IOException {
    return switch (at.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = at.nextFieldName(); name != null; name = at.nextFieldName()) {
          at.nextToken();
          object.put(name, value(at));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (at.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(at));
        }
        yield list;
      }
      case VALUE_STRING -> at.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(at.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /** Refuses a value that contains an unpaired surrogate. */
  public static void requireWhole(@Nullable Object value) {
    switch (value) {
      case String text -> {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
          throw new IllegalArgumentException("half of a surrogate pair");
        }
      }
      case Map<?, ?> fields -> {
        fields.keySet().forEach(StrictJson::requireWhole);
        fields.values().forEach(StrictJson::requireWhole);
      }
      case List<?> list -> list.forEach(StrictJson::requireWhole);
      case null, default -> {}
    }
  }
}
