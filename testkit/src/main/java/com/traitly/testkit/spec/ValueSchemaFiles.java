package com.traitly.testkit.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.spec.Specifications;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON Schemas of topics' values as files, as consumers validate with them. Thread-safe. */
final class ValueSchemaFiles {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();

  private ValueSchemaFiles() {}

  /** The file of a topic, named without prefix. */
  static JsonNode read(String topic) {
    String file = "/com/traitly/contracts/schemas/" + topic + ".json";
    try (InputStream in = Specifications.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new AssertionError(file + " is missing: run `make docs`");
      }
      return Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a value on a topic; empty when it fits. */
  static List<String> problems(String topic, JsonNode value) {
    return COMPILED
        .computeIfAbsent(topic, name -> REGISTRY.getSchema(read(name)))
        .validate(value)
        .stream()
        .map(Error::toString)
        .toList();
  }
}
