package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.json.KnownFields;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The file that lists the sources. */
public final class SourceFile {
  private static final String SOURCES = "sources";

  private SourceFile() {}

  /**
   * What a source has when the file does not say.
   *
   * @param account owns the sources
   * @param topics ours; none of them can be a source
   * @param group names a consumer group after a source
   */
  public record Defaults(String account, Topics topics, Function<String, String> group) {
    Set<String> ownTopics() {
      return topics.all().stream().map(Topic::name).collect(Collectors.toSet());
    }
  }

  /**
   * Reads the sources of a file.
   *
   * @param variables the environment
   * @return at least one
   * @throws IllegalArgumentException whose message says all that is wrong, a sentence a line
   */
  public static List<Source> read(
      Path file, Function<String, @Nullable String> variables, Defaults defaults) {
    JsonNode json;
    try {
      json = YamlFile.read(Files.readString(file), variables);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: see to it that it is there, in UTF-8, and that this process may read it."
              .formatted(file),
          e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s %s.".formatted(file, e.getMessage()), e);
    }
    Problems problems = new Problems();
    List<Source> sources = read(json, problems, defaults);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.errors().stream()
              .map(error -> sentence(file, error))
              .collect(Collectors.joining(System.lineSeparator())));
    }
    return sources;
  }

  private static List<Source> read(JsonNode json, Problems problems, Defaults defaults) {
    List<Source> sources = new ArrayList<>();
    ObjectReader body = new ObjectReader(json, "", problems);
    KnownFields.require(body, json, Set.of(SOURCES));
    Set<String> names = new HashSet<>();
    body.each(
        SOURCES,
        (each, pointer) -> {
          Source source = new SourceReader(each, pointer, problems, defaults).read();
          if (source != null && !names.add(source.name())) {
            problems.invalid(
                pointer + "/name", "is that of another source: give each a name of its own");
          } else if (source != null) {
            sources.add(source);
          }
        });
    if (problems.isEmpty() && sources.isEmpty()) {
      problems.invalid("/" + SOURCES, "must be a list of at least one source");
    }
    return sources;
  }

  private static String sentence(Path file, FieldError error) {
    String place = error.pointer().isEmpty() ? "" : " at " + error.pointer();
    // The place is said already.
    String message = error.message().replaceFirst(" of /\\S+", "");
    return "%s%s: %s.".formatted(file, place, message);
  }
}
