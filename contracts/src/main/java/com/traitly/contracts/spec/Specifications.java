package com.traitly.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.util.List;

/**
 * What we promise to callers and to consumers of topics, as documents that tools read.
 *
 * <p>Each call reads its files again, which takes about a tenth of a second: keep the result.
 */
public final class Specifications {
  static final List<String> SUBJECTS =
      List.of(
          "common",
          "events",
          "customers",
          "links",
          "segment",
          "predictions",
          "goals",
          "webhooks",
          "streams",
          "tokens",
          "dead-letters",
          "operations",
          "topics");

  private Specifications() {}

  /** The HTTP API and the webhooks as OpenAPI 3.1. */
  public static ObjectNode openApi() {
    return OpenApiDocument.assembleForTools();
  }

  /**
   * As {@link #openApi}, and stricter: with the conditions ({@code if}, {@code then}, {@code else})
   * that our own answers meet, but that generators and linters do not understand.
   */
  public static ObjectNode strictOpenApi() {
    return OpenApiDocument.assemble();
  }

  /**
   * The public topics as AsyncAPI 3. A message's example {@code $example: Name} refers to the
   * example of that name in {@code examples.yaml}, because AsyncAPI itself has no such reference.
   */
  public static ObjectNode asyncApi() {
    ObjectNode document = YamlParts.read("asyncapi");
    ObjectNode components = (ObjectNode) document.path("components");
    components.set("schemas", YamlParts.merged("schemas", SUBJECTS));
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
