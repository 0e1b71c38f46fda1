package com.traitly.systemtests.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.spec.Specifications;
import com.traitly.contracts.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes both documents as the product serves them, for generators and linters that read files. */
public final class SpecificationFiles {
  private SpecificationFiles() {}

  /**
   * Writes {@code openapi.json} and {@code asyncapi.json}.
   *
   * @param args the directory, which is made if needed
   */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0]));
    write(directory.resolve("openapi.json"), Specifications.openApi());
    write(
        directory.resolve("asyncapi.json"),
        Specifications.asyncApi(Topics.DEFAULT_PREFIX, List.of("127.0.0.1:9092")));
  }

  private static void write(Path file, JsonNode document) throws IOException {
    Files.write(file, Json.bytes(document));
  }
}
