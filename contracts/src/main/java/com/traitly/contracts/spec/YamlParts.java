package com.traitly.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the YAML files that make up the documents; refuses duplicate keys. */
final class YamlParts {
  // YAML anchors and merge keys keep the files free of repetition; Jackson's own reader of YAML
  // does not resolve them in trees.
  private static final ObjectMapper TREES = new ObjectMapper();

  /** The library's limit guards against files of strangers; these are ours. */
  private static final int ALIASES = 1_000;

  private YamlParts() {}

  /** Reads one file; the name has no extension. */
  static ObjectNode read(String name) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(ALIASES);
    String file = name + ".yaml";
    try (InputStream in = YamlParts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing beside " + YamlParts.class.getName());
      }
      Object content = new Yaml(new SafeConstructor(options)).load(in);
      return TREES.valueToTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads several files of a directory into one object. */
  static ObjectNode merged(String directory, List<String> names) {
    ObjectNode all = Json.object();
    for (String name : names) {
      read(directory + "/" + name)
          .properties()
          .forEach(entry -> {
            JsonNode before = all.replace(entry.getKey(), entry.getValue());
            if (before != null) {
              throw new IllegalStateException(
                  entry.getKey() + " stands in two files of " + directory);
            }
          });
    }
    return all;
  }
}
