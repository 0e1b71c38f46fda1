package com.traitly.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.util.List;

/**
 * Assembles the AsyncAPI document, with the addresses that are in force. A message's example {@code
 * $example: Name} refers to the example of that name in {@code examples.yaml}, because AsyncAPI
 * itself has no such reference.
 */
final class AsyncApiDocument {
  private static final String ADDRESS = "address";
  private static final String PREFIX = "{prefix}";

  private AsyncApiDocument() {}

  static ObjectNode assemble(String prefix, List<String> brokers) {
    ObjectNode document = YamlParts.read("asyncapi");
    document.set("servers", servers(brokers));
    for (JsonNode channel : document.path("channels")) {
      String address = channel.required(ADDRESS).textValue().replace(PREFIX, prefix);
      ((ObjectNode) channel).put(ADDRESS, address);
    }
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

  private static ObjectNode servers(List<String> brokers) {
    ObjectNode servers = Json.object();
    for (String broker : brokers) {
      servers
          .putObject("kafka-" + (servers.size() + 1))
          .put("host", broker)
          .put("protocol", "kafka")
          .put("description", "A broker that consumers can connect to.");
    }
    return servers;
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
