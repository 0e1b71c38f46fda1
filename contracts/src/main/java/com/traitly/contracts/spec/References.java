package com.traitly.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows {@code $ref}: both documents share the schemas, and each keeps those that it needs. */
final class References {
  private static final String SCHEMAS = "schemas";
  private static final String PREFIX = "#/components/" + SCHEMAS + "/";

  private References() {}

  /** Removes the schemas that nothing in the document refers to. */
  static void dropUnusedSchemas(ObjectNode document) {
    ObjectNode components = (ObjectNode) document.path("components");
    ObjectNode schemas = (ObjectNode) components.remove(SCHEMAS);
    Set<String> used = new HashSet<>();
    Deque<JsonNode> toFollow = new ArrayDeque<>(List.of(document));
    while (!toFollow.isEmpty()) {
      for (JsonNode ref : toFollow.remove().findValues("$ref")) {
        String target = ref.asText();
        if (target.startsWith(PREFIX) && used.add(target.substring(PREFIX.length()))) {
          toFollow.add(schemas.required(target.substring(PREFIX.length())));
        }
      }
    }
    components.set(SCHEMAS, schemas.retain(used));
  }
}
