package com.traitly.systemtests.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The API reference that our users know, when it is beside the project; otherwise a copy of its
 * examples' shapes from the test resources.
 *
 * @param curls each shell block, joined to one line
 * @param examples each JSON block
 */
record ReferencePage(List<String> curls, List<JsonNode> examples) {
  private static final Pattern BLOCK =
      Pattern.compile("```(shell|json)\\n(.*?)```", Pattern.DOTALL);

  static ReferencePage find() {
    return beside().map(ReferencePage::parse).orElseGet(() -> parse(resource()));
  }

  private static Optional<String> beside() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path folder = up.resolve("shared").resolve("reference");
      if (Files.isDirectory(folder)) {
        return Optional.of(read(folder));
      }
    }
    return Optional.empty();
  }

  private static String read(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return Files.readString(files.sorted().findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource() {
    try (var in = ReferencePage.class.getResourceAsStream("/reference/examples.md")) {
      if (in == null) {
        throw new IllegalStateException("reference/examples.md is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ReferencePage parse(String markdown) {
    List<String> curls = new ArrayList<>();
    List<JsonNode> examples = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(markdown);
    while (blocks.find()) {
      if (blocks.group(1).equals("shell")) {
        curls.add(joined(blocks.group(2)));
      } else {
        // Two of the examples have a comma too many.
        String json = blocks.group(2).replaceAll(",(\\s*[\\]}])", "$1");
        examples.add(Json.read(json.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return new ReferencePage(curls, examples);
  }

  private static String joined(String shell) {
    return shell
        .lines()
        .map(String::strip)
        .filter(line -> !line.startsWith("#"))
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }
}
