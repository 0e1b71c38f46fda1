package com.traitly.cli.definitions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.traitly.cli.input.UnusableInput;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * YAML files with one definition each: a goal has a {@code target}, an endpoint a {@code url}.
 * {@code ${NAME}} in a value stands for an environment variable, so that no secret has to be in a
 * repository.
 */
final class DefinitionFiles {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private DefinitionFiles() {}

  /**
   * A definition that a file holds.
   *
   * @param file the file, for messages
   */
  record Wanted(Path file, Sort sort, String name, ObjectNode definition) {}

  /**
   * Reads all {@code .yaml} and {@code .yml} files below a folder.
   *
   * @throws UnusableInput when one cannot be used, or two hold the same goal or endpoint
   */
  static List<Wanted> read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UnusableInput(folder + ": there is no such folder.");
    }
    List<Wanted> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(DefinitionFiles::isYaml).sorted().toList()) {
        all.add(read(folder, file));
      }
    }
    Map<String, Wanted> byName = new HashMap<>();
    for (Wanted one : all) {
      Wanted other = byName.put(one.sort() + one.name(), one);
      if (other != null) {
        throw new UnusableInput(
            "%s and %s both define the %s \"%s\"."
                .formatted(other.file(), one.file(), one.sort().word(), one.name()));
      }
    }
    return all;
  }

  /** Writes a definition to a file named after it; returns the file. */
  static Path write(Path folder, Sort sort, ObjectNode definition) throws IOException {
    String name =
        sort.name(definition)
            .toLowerCase(Locale.ROOT)
            .replaceAll("^https?://", "")
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-|-$", "");
    Files.createDirectories(folder);
    Path file = folder.resolve(sort.word() + "-" + (name.isEmpty() ? "unnamed" : name) + ".yaml");
    for (int copy = 2; Files.exists(file) && !isOf(file, sort, sort.name(definition)); copy++) {
      file = folder.resolve(sort.word() + "-" + name + "-" + copy + ".yaml");
    }
    Files.writeString(file, YAML.writeValueAsString(definition));
    return file;
  }

  private static boolean isOf(Path file, Sort sort, String name) throws IOException {
    JsonNode there = YAML.readTree(Files.readString(file));
    return there != null && sort.name(there).equals(name);
  }

  private static boolean isYaml(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static Wanted read(Path folder, Path file) throws IOException {
    String shown = folder.relativize(file).toString();
    @Nullable JsonNode json;
    try {
      json = YAML.readTree(Files.readString(file));
      // As a caller's JSON, so that numbers and texts are held to the same rules.
      json = json == null ? null : Json.parse(Json.bytes(withVariables(shown, json)));
    } catch (JsonProcessingException e) {
      throw new UnusableInput("%s is no YAML: %s".formatted(shown, e.getOriginalMessage()));
    } catch (ApiException e) {
      throw new UnusableInput("%s: %s".formatted(shown, e.detail()));
    }
    if (!(json instanceof ObjectNode definition)) {
      throw new UnusableInput(shown + " must hold one goal or one endpoint.");
    }
    Sort sort = definition.has("url") ? Sort.ENDPOINT : Sort.GOAL;
    String name = sort.name(definition);
    if (name.isBlank()) {
      throw new UnusableInput(
          shown + " has neither a name, as a goal needs, nor a url, as an endpoint needs.");
    }
    return new Wanted(file, sort, name, definition);
  }

  private static JsonNode withVariables(String file, JsonNode json) {
    return switch (json) {
      case TextNode text -> TextNode.valueOf(withVariables(file, text.textValue()));
      case ObjectNode object -> {
        object.properties().forEach(field -> field.setValue(withVariables(file, field.getValue())));
        yield object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, withVariables(file, array.get(i)));
        }
        yield array;
      }
      default -> json;
    };
  }

  private static String withVariables(String file, String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> {
          @Nullable String value = System.getenv(found.group(1));
          if (value == null) {
            throw new UnusableInput(
                "%s uses ${%s}, and no environment variable is called so."
                    .formatted(file, found.group(1)));
          }
          return Matcher.quoteReplacement(value);
        });
  }
}
