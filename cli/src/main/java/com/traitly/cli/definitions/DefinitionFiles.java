package com.traitly.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.input.UnusableInput;
import com.traitly.platform.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * YAML files with one definition each: a goal has a {@code target}, an endpoint a {@code url}.
 * {@code ${NAME}} in a value stands for an environment variable, so that no secret has to be in a
 * repository.
 */
final class DefinitionFiles {
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
    Files.writeString(file, YamlFile.write(definition));
    return file;
  }

  private static boolean isOf(Path file, Sort sort, String name) throws IOException {
    try {
      return sort.name(YamlFile.read(Files.readString(file), variable -> variable)).equals(name);
    } catch (IllegalArgumentException notOurs) {
      return false;
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static Wanted read(Path folder, Path file) throws IOException {
    String shown = folder.relativize(file).toString();
    JsonNode json;
    try {
      json = YamlFile.read(Files.readString(file), System::getenv);
    } catch (IllegalArgumentException e) {
      throw new UnusableInput("%s %s.".formatted(shown, e.getMessage()));
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
}
