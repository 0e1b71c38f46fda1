package com.traitly.platform.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * YAML that people write. {@code ${NAME}} in a value stands for a variable, so that no secret has
 * to be in a repository. Texts and numbers are held to the same rules as a caller's JSON.
 */
public final class YamlFile {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Function<String, @Nullable String> variables;

  private YamlFile(Function<String, @Nullable String> variables) {
    this.variables = variables;
  }

  /**
   * Reads one document; a missing node when there is none.
   *
   * @param variables the value of a variable, or null when there is none of that name
   * @throws IllegalArgumentException whose message continues a sentence that begins with the file
   */
  public static JsonNode read(String text, Function<String, @Nullable String> variables) {
    try {
      @Nullable JsonNode json = YAML.readTree(text);
      return json == null
          ? MissingNode.getInstance()
          : Json.parse(Json.bytes(new YamlFile(variables).filled(json)));
    } catch (JsonProcessingException e) {
      String where = e.getOriginalMessage().strip().replaceAll("\\s*\\R[\\s^]*", "; ");
      throw new IllegalArgumentException("is no YAML: " + where, e);
    } catch (ApiException e) {
      throw new IllegalArgumentException("cannot be used: " + e.detail(), e);
    }
  }

  /** The text of a document. */
  public static String write(JsonNode json) {
    try {
      return YAML.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode filled(JsonNode json) {
    return switch (json) {
      case TextNode text -> TextNode.valueOf(filled(text.textValue()));
      case ObjectNode object -> {
        object.properties().forEach(field -> field.setValue(filled(field.getValue())));
        yield object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, filled(array.get(i)));
        }
        yield array;
      }
      default -> json;
    };
  }

  private String filled(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> {
          @Nullable String value = variables.apply(found.group(1));
          if (value == null) {
            throw new IllegalArgumentException(
                "uses ${%s}, and no environment variable is called so".formatted(found.group(1)));
          }
          return Matcher.quoteReplacement(value);
        });
  }
}
