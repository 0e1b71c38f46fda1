package com.traitly.testkit.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of one document. Thread-safe.
 *
 * <p>Stricter than the document, which asks readers to ignore fields they do not know: here a field
 * that is not described is an error, so that answers contain nothing that the document does not
 * describe.
 */
final class Schemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** Keywords whose schema adds to the one they stand in, which names all fields. */
  private static final Set<String> CONDITIONAL = Set.of("if", "then", "else");

  private final JsonNode components;
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  /** Those of an OpenAPI or AsyncAPI document. */
  Schemas(JsonNode document) {
    components = closed(document.path("components"));
  }

  /** What is wrong with a value; empty when it fits. */
  List<String> problems(JsonNode schema, JsonNode value) {
    return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(Error::toString)
        .toList();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode root = (ObjectNode) closed(schema);
    root.set("components", components);
    return REGISTRY.getSchema(root);
  }

  private static JsonNode closed(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.properties().stream()
        .filter(each -> !CONDITIONAL.contains(each.getKey()))
        .forEach(each -> close(each.getValue()));
    if (node.isArray()) {
      node.forEach(Schemas::close);
    }
  }
}
