package com.traitly.contracts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one configuration of JSON: {@linkplain SoundText sound text}, strict limits, numbers as they
 * were sent, no duplicate keys, nothing after the document. Thread-safe.
 */
public final class Json {
  /** Our own JSON may nest a caller's JSON a few levels deeper. */
  private static final int OUR_WRAPPING = 8;

  private static final int OUR_NAME_BYTES = 16 * SentLimits.NAME_BYTES;
  private static final int OUR_NUMBER = 1_000;

  private static final JsonFactory SENT =
      factory(
              constraints(SentLimits.DEPTH, SentLimits.NAME_BYTES)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final JsonFactory OURS =
      factory(
              constraints(SentLimits.DEPTH + OUR_WRAPPING, OUR_NAME_BYTES)
                  .maxNumberLength(OUR_NUMBER)
                  .build())
          .build();
  private static final ObjectMapper WRITER = new ObjectMapper(OURS);

  private Json() {}

  /**
   * Parses a caller's body.
   *
   * @return the tree; a missing node when the body holds nothing but white space
   * @throws ApiException {@code malformed_json} with the place and the reason
   */
  public static JsonNode parse(byte[] body) {
    int flaw = SoundText.flawIn(body, 0, body.length);
    if (flaw >= 0) {
      throw JsonFaults.unsound(body, 0, flaw);
    }
    try (JsonParser parser = parser(body, 0, body.length)) {
      JsonNode tree = document(parser, JsonTree.OF_CALLERS);
      if (parser.currentToken() != null) {
        throw JsonFaults.trailing(parser);
      }
      return tree;
    } catch (IOException | NumberFormatException e) {
      throw JsonFaults.unreadable(e, body, 0, body.length);
    }
  }

  /**
   * Reads JSON that we wrote ourselves.
   *
   * @throws IllegalArgumentException when it is not well-formed
   */
  public static JsonNode read(byte[] bytes) {
    int flaw = SoundText.flawIn(bytes, 0, bytes.length);
    if (flaw >= 0) {
      throw new IllegalArgumentException("not UTF-8 at byte " + flaw);
    }
    try (JsonParser parser = OURS.createParser(bytes)) {
      JsonNode tree = document(parser, JsonTree.OURS);
      if (parser.currentToken() != null) {
        throw new IllegalArgumentException("not well-formed JSON: something follows its end");
      }
      return tree;
    } catch (IOException e) {
      throw new IllegalArgumentException("not well-formed JSON: " + e.getMessage(), e);
    }
  }

  /** A parser of bytes that may be cut off or no JSON at all; it fails where they are. */
  public static JsonParser pieces(byte[] bytes) {
    try {
      return OURS.createParser(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory", e);
    }
  }

  /** Compact UTF-8 JSON. */
  public static byte[] bytes(JsonNode node) {
    try {
      return WRITER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new empty object. */
  public static ObjectNode object() {
    return WRITER.createObjectNode();
  }

  /** A new empty array. */
  public static ArrayNode array() {
    return WRITER.createArrayNode();
  }

  /** The fields of an object in their order; none of anything else. */
  public static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
    return fields;
  }

  /** A parser of a caller's body, which is UTF-8. */
  static JsonParser parser(byte[] text, int from, int length) {
    try {
      return SENT.createParser(text, from, length);
    } catch (IOException e) {
      throw JsonFaults.unreadable(e, text, from, from + length);
    }
  }

  /** Reads the one value; moves the parser behind it. */
  private static JsonNode document(JsonParser parser, JsonTree trees) throws IOException {
    if (parser.nextToken() == null) {
      return MissingNode.getInstance();
    }
    JsonNode tree = trees.read(parser);
    parser.nextToken();
    return tree;
  }

  /** Sets no limit on texts: bodies are bounded before they are parsed, and so are their texts. */
  private static StreamReadConstraints.Builder constraints(int depth, int nameBytes) {
    return StreamReadConstraints.builder()
        .maxNestingDepth(depth)
        .maxNameLength(nameBytes)
        .maxStringLength(Integer.MAX_VALUE);
  }

  private static JsonFactoryBuilder factory(StreamReadConstraints constraints) {
    return new JsonFactoryBuilder()
        .streamReadConstraints(constraints)
        // Each request has its own virtual thread, so buffers kept per thread would never be
        // reused.
        .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
        // JSON is UTF-8. With other encodings the parser could not report byte offsets.
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
  }
}
