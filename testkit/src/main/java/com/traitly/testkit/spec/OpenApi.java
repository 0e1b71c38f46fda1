package com.traitly.testkit.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.spec.Specifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document, by operation; in its strict form. */
public final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final JsonNode DOCUMENT = Specifications.strictOpenApi();

  private OpenApi() {}

  /**
   * One operation.
   *
   * @param method in upper case
   * @param path with its parameters in braces
   * @param scope what an API key must allow; empty when none is asked for
   * @param description as in the document
   */
  record Operation(String method, String path, String scope, JsonNode description) {}

  static JsonNode document() {
    return DOCUMENT;
  }

  /**
   * The operations that ask for an API key, each as {@code "POST /event events:write [validate]"},
   * with the names of its query parameters in order.
   *
   * @param methods which ones, in upper case
   */
  public static Set<String> keyedOperations(String... methods) {
    Set<String> lines = new TreeSet<>();
    for (Operation each : operations()) {
      if (!each.scope().isEmpty() && List.of(methods).contains(each.method())) {
        lines.add("%s %s %s %s".formatted(each.method(), each.path(), each.scope(), queried(each)));
      }
    }
    return lines;
  }

  private static Set<String> queried(Operation operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode each : operation.description().path("parameters")) {
      JsonNode parameter = resolved(each);
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  /** The paths at the root of the server, which ask for no API key. */
  public static Set<String> openPaths() {
    Set<String> paths = new TreeSet<>();
    operations().stream()
        .filter(each -> each.scope().isEmpty())
        .forEach(each -> paths.add(each.path()));
    return paths;
  }

  /** The headers that answers may have, in lower case. */
  static Set<String> answerHeaders() {
    Set<String> names = new TreeSet<>();
    List<JsonNode> responses = new ArrayList<>(List.of(DOCUMENT.at("/components/responses")));
    operations().forEach(each -> responses.add(each.description().path("responses")));
    for (JsonNode all : responses) {
      for (JsonNode each : all) {
        each.path("headers")
            .fieldNames()
            .forEachRemaining(name -> names.add(name.toLowerCase(Locale.ROOT)));
      }
    }
    return names;
  }

  static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : DOCUMENT.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
        if (METHODS.contains(entry.getKey())) {
          JsonNode operation = entry.getValue();
          operations.add(
              new Operation(
                  entry.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  operation.path("x-scope").asText(),
                  operation));
        }
      }
    }
    return operations;
  }

  /** The operation that serves a request; a HEAD is served as a GET is. */
  static Optional<Operation> serving(String method, String rawPath) {
    boolean keyed = rawPath.startsWith("/api/");
    String path = rawPath.replaceFirst("^/api(/v1)?(?=/)", "").replaceFirst("(?<=.)/$", "");
    String asked = method.equals("HEAD") ? "GET" : method;
    return operations().stream()
        .filter(each -> each.method().equals(asked) && each.scope().isEmpty() != keyed)
        .filter(each -> path.matches(each.path().replaceAll("\\{[^}]+}", "[^/]+")))
        .findFirst();
  }

  /** What a {@code $ref} within the document leads to, or the node itself. */
  static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
  }
}
