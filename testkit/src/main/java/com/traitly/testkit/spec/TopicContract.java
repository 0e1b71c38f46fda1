package com.traitly.testkit.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.spec.Specifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks records of public topics against the AsyncAPI document. Thread-safe. */
public final class TopicContract {
  private static final JsonNode DOCUMENT = Specifications.asyncApi("", List.of("127.0.0.1:9092"));
  private static final Schemas SCHEMAS = new Schemas(DOCUMENT);

  private TopicContract() {}

  /** The topics that are described, without prefix. */
  public static Set<String> topics() {
    Set<String> names = new TreeSet<>();
    DOCUMENT.path("channels").forEach(each -> names.add(name(each)));
    return names;
  }

  /**
   * Checks one record: it must be one of the messages described for its topic.
   *
   * @param topic without prefix
   * @param value null for a tombstone
   * @throws AssertionError naming all that is not as described
   */
  public static void check(
      String topic, String key, Map<String, String> headers, byte @Nullable [] value) {
    List<String> problems = new ArrayList<>();
    JsonNode payload = value == null ? NullNode.getInstance() : Json.read(value);
    ObjectNode texts = Json.object();
    headers.forEach(texts::put);
    for (JsonNode channel : DOCUMENT.path("channels")) {
      if (name(channel).equals(topic)) {
        for (JsonNode ref : channel.path("messages")) {
          List<String> found = problems(resolved(ref), key, texts, payload);
          if (found.isEmpty()) {
            checkFile(topic, payload);
            return;
          }
          problems.addAll(found);
        }
      }
    }
    throw new AssertionError(
        "%s %s %s\nis not as the AsyncAPI document says: %s"
            .formatted(topic, headers, payload, problems));
  }

  /** Checks a value against the JSON Schema that consumers may validate with. */
  private static void checkFile(String topic, JsonNode payload) {
    List<String> problems =
        payload.isNull() ? List.of() : ValueSchemaFiles.problems(topic, payload);
    if (!problems.isEmpty()) {
      throw new AssertionError(
          "%s %s\nis not as its JSON Schema says: %s".formatted(topic, payload, problems));
    }
  }

  static JsonNode document() {
    return DOCUMENT;
  }

  static List<String> payloadProblems(JsonNode message, JsonNode payload) {
    return SCHEMAS.problems(message.path("payload"), payload);
  }

  private static List<String> problems(
      JsonNode message, String key, ObjectNode headers, JsonNode payload) {
    List<String> problems = new ArrayList<>(payloadProblems(message, payload));
    problems.addAll(SCHEMAS.problems(message.path("headers"), headers));
    problems.addAll(SCHEMAS.problems(message.at("/bindings/kafka/key"), TextNode.valueOf(key)));
    return problems;
  }

  private static String name(JsonNode channel) {
    return channel.path("address").asText();
  }

  private static JsonNode resolved(JsonNode ref) {
    return DOCUMENT.at(ref.path("$ref").asText().substring(1));
  }
}
