package com.traitly.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Assembles the OpenAPI document: what all operations share is written once and added to each. */
final class OpenApiDocument {
  /** The subjects that have operations: all but the first and the last. */
  private static final List<String> PATHS =
      Specifications.SUBJECTS.subList(1, Specifications.SUBJECTS.size() - 1);

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final String PARAMETERS = "parameters";
  private static final String RESPONSES = "responses";
  private static final String HEADERS = "headers";
  private static final String SCOPE = "x-scope";
  private static final String SECURITY = "security";

  private static final List<String> CONDITIONS = List.of("if", "then", "else");

  private final ObjectNode everywhere = YamlParts.read("everywhere");

  private OpenApiDocument() {}

  /** The document as it is served, without the conditions on schemas. */
  static ObjectNode assembleForTools() {
    ObjectNode document = assemble();
    dropConditions(document.at("/components/schemas"));
    return document;
  }

  private static void dropConditions(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("if").isObject()) {
      object.remove(CONDITIONS);
    }
    node.forEach(OpenApiDocument::dropConditions);
  }

  static ObjectNode assemble() {
    ObjectNode document = YamlParts.read("openapi");
    document.set("paths", YamlParts.merged("paths", PATHS));
    document.set("webhooks", YamlParts.read("deliveries"));
    ObjectNode components = YamlParts.read("components");
    components.set("examples", YamlParts.read("examples"));
    components.set("schemas", YamlParts.merged("schemas", Specifications.SUBJECTS));
    document.set("components", components);
    complete(document);
    References.dropUnusedSchemas(document);
    return document;
  }

  /**
   * Adds to each operation what it shares with others.
   *
   * @throws IllegalStateException when an operation does not say who may call it
   */
  static void complete(ObjectNode document) {
    OpenApiDocument parts = new OpenApiDocument();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
        if (METHODS.contains(entry.getKey())) {
          ObjectNode operation = (ObjectNode) entry.getValue();
          requireCallers(entry.getKey() + " " + path.getKey(), operation);
          parts.complete(entry.getKey(), operation);
        }
      }
    }
    for (JsonNode response : document.at("/components/responses")) {
      parts.addHeaders((ObjectNode) response, true);
    }
  }

  /** A route that was forgotten must not pass for one that needs no key. */
  private static void requireCallers(String route, ObjectNode operation) {
    if (!operation.has(SCOPE) && !operation.has(SECURITY)) {
      throw new IllegalStateException(
          ("%s says neither which scope it needs (%s) nor how else its callers are known (%s)."
                  + " If anybody may call it, write %s: []")
              .formatted(route, SCOPE, SECURITY, SECURITY));
    }
  }

  private void complete(String method, ObjectNode operation) {
    boolean keyed = operation.has(SCOPE);
    add("all", operation);
    if (keyed) {
      add("keyed", operation);
      addScope(operation);
    }
    boolean reading = keyed && method.equals("get") && !isStream(operation);
    if (reading) {
      add("reading", operation);
    }
    if (operation.has("requestBody")) {
      add("writing", operation);
    }
    for (JsonNode response : operation.path(RESPONSES)) {
      if (!response.has("$ref")) {
        addHeaders((ObjectNode) response, keyed);
        if (reading) {
          ((ObjectNode) response).withObjectProperty(HEADERS).setAll(shared("readingHeaders"));
        }
      }
    }
  }

  /** Whether the answer goes on: it is from no state that has an age. */
  private static boolean isStream(JsonNode operation) {
    return operation.path(RESPONSES).path("200").path("content").has("text/event-stream");
  }

  private ObjectNode shared(String group) {
    return (ObjectNode) everywhere.path(group).deepCopy();
  }

  /** Adds shared parts; the operation's own responses take precedence over shared ones. */
  private void add(String group, ObjectNode operation) {
    JsonNode shared = everywhere.path(group);
    if (shared.path(PARAMETERS) instanceof ArrayNode parameters) {
      operation.withArrayProperty(PARAMETERS).addAll(parameters.deepCopy());
    }
    ObjectNode responses = operation.withObjectProperty(RESPONSES);
    shared
        .path(RESPONSES)
        .properties()
        .forEach(each -> responses.putIfAbsent(each.getKey(), each.getValue()));
  }

  /** Says in words what the key must allow, because OpenAPI has no scopes for API keys. */
  private static void addScope(ObjectNode operation) {
    operation.withArrayProperty(SECURITY).addObject().putArray("apiKey");
    String scope = operation.path(SCOPE).asText();
    String description = operation.path("description").asText().strip();
    operation.put(
        "description", description + "\n\nNeeds an API key with the scope `%s`.".formatted(scope));
  }

  private void addHeaders(ObjectNode response, boolean keyed) {
    ObjectNode headers = response.withObjectProperty(HEADERS);
    headers.setAll(shared(HEADERS));
    if (keyed) {
      headers.setAll(shared("keyedHeaders"));
    }
  }
}
