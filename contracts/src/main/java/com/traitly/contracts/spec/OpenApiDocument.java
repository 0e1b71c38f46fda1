package com.traitly.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Assembles the OpenAPI document: what all operations share is written once and added to each. */
final class OpenApiDocument {
  private static final List<String> PATHS =
      List.of(
          "events",
          "customers",
          "links",
          "predictions",
          "goals",
          "webhooks",
          "tokens",
          "dead-letters",
          "operations");
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final String PARAMETERS = "parameters";
  private static final String RESPONSES = "responses";
  private static final String HEADERS = "headers";

  private final ObjectNode everywhere = YamlParts.read("everywhere");

  private OpenApiDocument() {}

  static ObjectNode assemble() {
    ObjectNode document = YamlParts.read("openapi");
    document.set("paths", YamlParts.merged("paths", PATHS));
    document.set("webhooks", YamlParts.read("deliveries"));
    ObjectNode components = YamlParts.read("components");
    components.set("examples", YamlParts.read("examples"));
    components.set("schemas", YamlParts.merged("schemas", Specifications.SUBJECTS));
    document.set("components", components);
    new OpenApiDocument().complete(document);
    References.dropUnusedSchemas(document);
    return document;
  }

  private void complete(ObjectNode document) {
    for (JsonNode path : document.path("paths")) {
      for (Map.Entry<String, JsonNode> entry : path.properties()) {
        if (METHODS.contains(entry.getKey())) {
          complete(entry.getKey(), (ObjectNode) entry.getValue());
        }
      }
    }
    for (JsonNode response : document.at("/components/responses")) {
      addHeaders((ObjectNode) response, true);
    }
  }

  private void complete(String method, ObjectNode operation) {
    boolean keyed = !operation.path("security").isEmpty();
    if (keyed) {
      add("keyed", operation);
    }
    if (keyed && method.equals("get")) {
      add("reading", operation);
    }
    if (operation.has("requestBody")) {
      add("writing", operation);
    }
    for (JsonNode response : operation.path(RESPONSES)) {
      if (!response.has("$ref")) {
        addHeaders((ObjectNode) response, keyed);
        if (keyed && method.equals("get")) {
          ((ObjectNode) response).withObjectProperty(HEADERS).setAll(shared("readingHeaders"));
        }
      }
    }
  }

  private ObjectNode shared(String group) {
    return (ObjectNode) everywhere.path(group).deepCopy();
  }

  /** Adds shared parts; the operation's own responses take precedence over shared ones. */
  private void add(String group, ObjectNode operation) {
    JsonNode shared = everywhere.path(group);
    operation.withArrayProperty(PARAMETERS).addAll((ArrayNode) shared.path(PARAMETERS).deepCopy());
    ObjectNode responses = operation.withObjectProperty(RESPONSES);
    shared
        .path(RESPONSES)
        .properties()
        .forEach(each -> responses.putIfAbsent(each.getKey(), each.getValue()));
  }

  private void addHeaders(ObjectNode response, boolean keyed) {
    ObjectNode headers = response.withObjectProperty(HEADERS);
    headers.setAll(shared(HEADERS));
    if (keyed) {
      headers.setAll(shared("keyedHeaders"));
    }
  }
}
