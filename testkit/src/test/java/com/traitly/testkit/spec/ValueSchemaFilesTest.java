package com.traitly.testkit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.traitly.contracts.spec.Specifications;
import com.traitly.contracts.topic.PublicTopics;
import com.traitly.contracts.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The files of JSON Schemas say what the AsyncAPI document says; {@code make docs} writes them. */
final class ValueSchemaFilesTest {
  private static final Path DIRECTORY =
      Path.of("..", "contracts", "src", "main", "resources", "com", "traitly", "contracts")
          .resolve("schemas");
  private static final Map<String, ObjectNode> SCHEMAS = Specifications.valueSchemas();

  @Test
  void theFilesAreWhatTheDocumentDescribes() throws IOException {
    if (Boolean.getBoolean("traitly.docs.write")) {
      Files.createDirectories(DIRECTORY);
      for (Map.Entry<String, ObjectNode> each : SCHEMAS.entrySet()) {
        Files.writeString(file(each.getKey()), each.getValue().toPrettyString() + "\n");
      }
    }
    for (Map.Entry<String, ObjectNode> each : SCHEMAS.entrySet()) {
      assertThat(file(each.getKey()))
          .as("if it is meant run `make docs`")
          .hasContent(each.getValue().toPrettyString() + "\n");
    }
  }

  @Test
  void everyPublicTopicHasOne() {
    assertThat(new PublicTopics("").all())
        .extracting(Topic::name)
        .containsExactlyInAnyOrderElementsOf(SCHEMAS.keySet())
        .containsExactlyInAnyOrderElementsOf(TopicContract.topics());
  }

  @Test
  void eachIsAJsonSchemaThatNeedsNoOther() {
    Schema metaschema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    SCHEMAS.forEach((topic, schema) -> {
      assertThat(metaschema.validate(schema)).as(topic).isEmpty();
      assertThat(schema.path("$id").asText()).isEqualTo("/schemas/" + topic + ".json");
      assertThat(schema.findValuesAsText("$ref"))
          .allMatch(ref -> !schema.at(ref.substring(1)).isMissingNode());
    });
  }

  /** Every value names whom it is about, or its headers do where the value is a webhook's body. */
  @Test
  void everyValueNamesItsAccount() {
    SCHEMAS.forEach((topic, schema) -> {
      JsonNode headers = TopicContract.document().at("/components/schemas/AnnouncementHeaders");
      boolean announcement = schema.at("/properties/meta").isObject();
      JsonNode named = announcement ? headers : schema;
      assertThat(named.path("required")).as(topic).extracting(JsonNode::asText).contains("account");
    });
  }

  @Test
  void examplesFitAndOtherValuesDoNot() {
    JsonNode document = TopicContract.document();
    for (String topic : SCHEMAS.keySet()) {
      JsonNode channel = document.path("channels").path(topic);
      JsonNode first = channel.path("messages").iterator().next();
      JsonNode message = document.at(first.path("$ref").asText().substring(1));
      ObjectNode example = (ObjectNode) message.at("/examples/0/payload").deepCopy();
      assertThat(ValueSchemaFiles.problems(topic, example)).isEmpty();
      example.remove(example.fieldNames().next());
      assertThat(ValueSchemaFiles.problems(topic, example)).as(topic).isNotEmpty();
    }
  }

  private static Path file(String topic) {
    return DIRECTORY.resolve(topic + ".json");
  }
}
