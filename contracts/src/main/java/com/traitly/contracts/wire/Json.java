package com.traitly.contracts.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The one configuration of JSON: strict limits, exact numbers, no duplicate keys, nothing after the
 * document. Thread-safe.
 */
public final class Json {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_STRING = 64 * 1024;
  private static final int MAX_NUMBER = 64;
  private static final int MAX_NAME = 256;

  /** What we wrote ourselves may wrap what a caller sent a few levels deeper. */
  private static final int OUR_WRAPPING = 8;

  private static final ObjectMapper MAPPER =
      mapper(factory(MAX_DEPTH).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final ObjectMapper OURS = mapper(factory(MAX_DEPTH + OUR_WRAPPING).build());

  /** Reads one value of a document that goes on behind it. */
  private static final ObjectReader VALUES =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /**
   * Parses a caller's body.
   *
   * @throws ApiException {@code malformed_json} with the place and the reason
   */
  public static JsonNode parse(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException | NumberFormatException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads JSON that we wrote ourselves.
   *
   * @throws IllegalArgumentException when it is not well-formed
   */
  public static JsonNode read(byte[] bytes) {
    try {
      return OURS.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException("not well-formed JSON: " + e.getMessage(), e);
    }
  }

  /** Compact UTF-8 JSON. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A new empty array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** A parser of a caller's body. */
  static JsonParser parser(byte[] text, int from, int length) {
    try {
      return MAPPER.getFactory().createParser(text, from, length);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The value that a parser of ours is at; the parser goes to its end. */
  static JsonNode tree(JsonParser at) throws IOException {
    return VALUES.readTree(at);
  }

  /** What a caller is told whose body could not be read as JSON, for the parser's reason. */
  static RuntimeException unreadable(Exception e) {
    return switch (e) {
      case JsonProcessingException text ->
          malformed(text.getOriginalMessage() + place(text.getLocation()));
      case CharConversionException bytes -> malformed("it is not UTF-8");
      case NumberFormatException number -> malformed("a number has an exponent beyond all measure");
      case IOException other -> new UncheckedIOException(other);
      default -> new IllegalStateException(e);
    };
  }

  /** What a caller is told whose body is no JSON. */
  static ApiException malformed(String because) {
    return ApiException.of(
        ErrorCode.MALFORMED_JSON, "The body is not well-formed JSON: " + because);
  }

  /** Where that is, in brackets; empty when it is not known. */
  static String place(@Nullable JsonLocation at) {
    return at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static ObjectMapper mapper(JsonFactory factory) {
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  private static JsonFactoryBuilder factory(int maxDepth) {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxStringLength(MAX_STRING)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(MAX_NAME)
                .build())
        // Buffers kept by thread would be made anew for each request, on its virtual thread.
        .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
        // JSON is UTF-8. Of other encodings the parser could not tell where in the bytes it is.
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
  }
}
