package com.traitly.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;

/**
 * Assembles the AsyncAPI document. A message's example {@code $example: Name} refers to the example
 * of that name in {@code examples.yaml}, because AsyncAPI itself has no such reference.
 */
final class AsyncApiDocument {
  private AsyncApiDocument() {}

  static ObjectNode assemble() {
    ObjectNode document = YamlParts.read("asyncapi");
    ObjectNode components = (ObjectNode) document.path("components");
    components.set("schemas", YamlParts.merged("schemas", Specifications.SUBJECTS));
    JsonNode shared = YamlParts.read("examples");
    for (JsonNode message : components.path("messages")) {
      if (message.path("examples") instanceof ArrayNode examples) {
        insertShared(examples, shared);
      }
    }
    References.dropUnusedSchemas(document);
    return document;
  }

  private static void insertShared(ArrayNode examples, JsonNode shared) {
    for (int i = 0; i < examples.size(); i++) {
      JsonNode name = examples.path(i).path("$example");
      if (name.isTextual()) {
        JsonNode example = shared.required(name.textValue());
        examples.set(i, Json.object().set("payload", example.required("value")));
      }
    }
  }
}
