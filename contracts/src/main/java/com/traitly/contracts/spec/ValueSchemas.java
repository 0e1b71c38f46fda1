package com.traitly.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes the JSON Schemas of topics' values out of the AsyncAPI document, each a document of its own
 * with all that it refers to.
 */
final class ValueSchemas {
  private static final String SCHEMAS = "schemas";
  private static final String IN_DOCUMENT = "#/components/" + SCHEMAS + "/";
  private static final String DEFINITIONS = "$defs";
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private ValueSchemas() {}

  /** The schemas by address of the channel; a message of a tombstone has none. */
  static Map<String, ObjectNode> of(JsonNode asyncApi) {
    Map<String, ObjectNode> found = new LinkedHashMap<>();
    for (JsonNode channel : asyncApi.path("channels")) {
      for (JsonNode reference : channel.path("messages")) {
        JsonNode message = asyncApi.at(target(reference).substring(1));
        JsonNode place = message.path("x-json-schema");
        if (place.isTextual()) {
          String schema = target(message.path("payload")).substring(IN_DOCUMENT.length());
          found.put(
              channel.path("address").textValue(),
              document(asyncApi.at("/components/schemas"), schema, place.textValue()));
        }
      }
    }
    return found;
  }

  private static ObjectNode document(JsonNode schemas, String name, String place) {
    ObjectNode used = Json.object();
    used.set("schema", schemas.required(name));
    used.putObject("components").set(SCHEMAS, schemas.deepCopy());
    References.dropUnusedSchemas(used);
    ObjectNode document =
        Json.object().put("$schema", DIALECT).put("$id", place).put("title", name);
    document.setAll((ObjectNode) used.path("schema"));
    JsonNode definitions = used.at("/components/schemas");
    if (!definitions.isEmpty()) {
      document.set(DEFINITIONS, definitions);
    }
    String text = document.toString().replace('"' + IN_DOCUMENT, "\"#/" + DEFINITIONS + "/");
    return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String target(JsonNode reference) {
    return reference.required("$ref").textValue();
  }
}
