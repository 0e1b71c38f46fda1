package com.traitly.testkit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SpecificationsTest {
  private static final JsonNode OPEN_API = OpenApi.document();
  private static final JsonNode ASYNC_API = TopicContract.document();

  /** Keywords whose value may be null. */
  private static final Set<String> VALUES = Set.of("example", "examples", "default", "const");

  private static Stream<JsonNode> documents() {
    return Stream.of(OPEN_API, ASYNC_API);
  }

  @Test
  void theOpenApiDocumentIsOne() throws IOException {
    assertThat(
            problems(
                SpecificationVersion.DRAFT_2020_12,
                "/metaschemas/openapi-3.1/schema.json",
                OPEN_API))
        .isEmpty();
  }

  @Test
  void theAsyncApiDocumentIsOne() throws IOException {
    assertThat(
            problems(
                SpecificationVersion.DRAFT_7, "/metaschemas/asyncapi-3.0.0/schema.json", ASYNC_API))
        .isEmpty();
  }

  /** The official schema of OpenAPI leaves the dialect of the schemas open. */
  @Test
  void everySchemaIsOne() {
    var metaschema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    for (Map.Entry<String, JsonNode> schema : OPEN_API.at("/components/schemas").properties()) {
      assertThat(metaschema.validate(schema.getValue())).as(schema.getKey()).isEmpty();
    }
  }

  /** A sentence that YAML cut at its comma leaves a keyword without a value. */
  @ParameterizedTest
  @MethodSource("documents")
  void everyKeywordOfASchemaHasAValue(JsonNode document) {
    assertThat(keywordsWithoutValue(document.at("/components/schemas"))).isEmpty();
  }

  /** Generated clients take 32 bits for an integer that does not say how large it may become. */
  @Test
  void everyIntegerSaysHowLargeItMayBecome() {
    List<JsonNode> integers = new ArrayList<>();
    for (JsonNode parent : OPEN_API.findParents("type")) {
      if (parent.path("type").toString().contains("\"integer\"")) {
        integers.add(parent);
      }
    }

    assertThat(integers).hasSizeGreaterThan(50);
    assertThat(integers)
        .allMatch(each ->
            each.has("format")
                || each.has("const")
                || each.has("enum")
                || each.path("maximum").isInt());
  }

  /**
   * Java clients that are generated send an optional list or map that was not set as an empty one,
   * which here would remove what is there; not so when it may be null, or has a schema of its own
   * and a description beside it.
   */
  @Test
  void optionalContainersOfWhatIsSentHaveNames() {
    Set<String> reached = new HashSet<>();
    List<String> nameless = new ArrayList<>();
    for (OpenApi.Operation operation : OpenApi.operations()) {
      JsonNode body = OpenApi.resolved(operation.description().path("requestBody"));
      body.findValues("schema").forEach(each -> nameless(each, reached, nameless));
    }

    assertThat(reached).hasSizeGreaterThan(20);
    assertThat(nameless).isEmpty();
  }

  /** Callers page through lists: which end they begin at must not be a surprise. */
  @Test
  void everyOrderOfAListSaysItsDefault() {
    List<JsonNode> orders = new ArrayList<>();
    for (JsonNode path : OPEN_API.path("paths")) {
      for (JsonNode parameter : path.at("/get/parameters")) {
        if (parameter.path("name").asText().equals("order")) {
          orders.add(parameter);
        }
      }
    }

    assertThat(orders).hasSize(4);
    assertThat(orders)
        .allMatch(order ->
            order.at("/schema/default").isTextual()
                || order.path("description").asText().contains("By default"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyReferenceLeadsSomewhere(JsonNode document) {
    List<String> references = document.findValuesAsText("$ref");

    assertThat(references).isNotEmpty();
    assertThat(references).allMatch(ref -> !document.at(ref.substring(1)).isMissingNode());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void nothingIsDescribedInVain(JsonNode document) {
    Set<String> references = new HashSet<>(document.findValuesAsText("$ref"));
    for (Map.Entry<String, JsonNode> kind : document.path("components").properties()) {
      for (Map.Entry<String, JsonNode> part : kind.getValue().properties()) {
        String name = "#/components/" + kind.getKey() + "/" + part.getKey();
        boolean used =
            references.contains(name)
                || kind.getKey().equals("securitySchemes")
                || ASYNC_API.findValuesAsText("$ref").contains(name);
        assertThat(used).as(name).isTrue();
      }
    }
  }

  @Test
  void everyHttpExampleFitsItsSchema() {
    Schemas schemas = new Schemas(OPEN_API);
    int checked = 0;
    for (JsonNode content : OPEN_API.findValues("content")) {
      for (JsonNode media : content) {
        for (JsonNode example : media.path("examples")) {
          JsonNode value = OpenApi.resolved(example).path("value");
          assertThat(schemas.problems(media.path("schema"), value)).as(value.toString()).isEmpty();
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(15);
  }

  @Test
  void everyTopicExampleFitsItsSchema() {
    for (JsonNode message : ASYNC_API.at("/components/messages")) {
      boolean tombstone = message.at("/payload/$ref").asText().endsWith("NoValue");
      assertThat(message.path("examples").size()).isEqualTo(tombstone ? 0 : 1);
      for (JsonNode example : message.path("examples")) {
        assertThat(TopicContract.payloadProblems(message, example.path("payload"))).isEmpty();
      }
    }
  }

  @Test
  void everyErrorCodeIsListed() {
    assertThat(OPEN_API.at("/components/schemas/ErrorCode/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
  }

  @Test
  void operationsHaveNamesOfTheirOwn() {
    assertThat(OpenApi.operations())
        .extracting(each -> each.description().path("operationId").asText())
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @Test
  void pathParametersAreDescribed() {
    for (OpenApi.Operation operation : OpenApi.operations()) {
      for (String part : operation.path().split("/", -1)) {
        if (part.startsWith("{")) {
          assertThat(OPEN_API.path("paths").path(operation.path()).path("parameters"))
              .extracting(parameter -> OpenApi.resolved(parameter).path("name").asText())
              .contains(part.substring(1, part.indexOf('}')));
        }
      }
    }
  }

  @Test
  void topicsAndHeadersAreTheOnesThereAre() {
    List<String> topics = new Topics("").all().stream().map(Topic::name).toList();

    assertThat(topics).containsAll(TopicContract.topics());
    assertThat(ASYNC_API.at("/components/schemas/AnnouncementHeaders/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            RecordHeaders.ACCOUNT,
            RecordHeaders.GOAL,
            RecordHeaders.OBJECT,
            RecordHeaders.SCHEMA,
            RecordHeaders.CAUSE,
            RecordHeaders.ID,
            RecordHeaders.SEQUENCE,
            RecordHeaders.TRACEPARENT);
  }

  private static void nameless(JsonNode schema, Set<String> reached, List<String> found) {
    String reference = schema.path("$ref").asText();
    if (!reference.isEmpty()) {
      if (reached.add(reference)) {
        nameless(OPEN_API.at(reference.substring(1)), reached, found);
      }
      return;
    }
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(each -> required.add(each.asText()));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (mayBeSentEmpty(property.getValue()) && !required.contains(property.getKey())) {
        found.add(property.getKey() + " " + property.getValue());
      }
    }
    for (JsonNode part : schema) {
      if (part.isContainerNode()) {
        nameless(part, reached, found);
      }
    }
  }

  private static boolean mayBeSentEmpty(JsonNode property) {
    JsonNode schema = OpenApi.resolved(property);
    boolean container =
        schema.has("items") || (schema.has("additionalProperties") && !schema.has("properties"));
    boolean nullable = schema.path("type").isArray();
    return container && !nullable && !(property.has("$ref") && property.has("description"));
  }

  private static List<String> keywordsWithoutValue(JsonNode schema) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      if (keyword.getValue().isNull()) {
        found.add(keyword.getKey());
      }
      if (!VALUES.contains(keyword.getKey())) {
        found.addAll(keywordsWithoutValue(keyword.getValue()));
      }
    }
    return found;
  }

  private static List<?> problems(SpecificationVersion dialect, String resource, JsonNode document)
      throws IOException {
    try (InputStream in = SpecificationsTest.class.getResourceAsStream(resource)) {
      return SchemaRegistry.withDefaultDialect(dialect)
          .getSchema(Objects.requireNonNull(in))
          .validate(document);
    }
  }
}
