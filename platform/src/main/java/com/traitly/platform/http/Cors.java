package com.traitly.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.spec.Specifications;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** Which web pages may call the API: none, unless their origin is configured. */
final class Cors {
  private static final String ANY = "*";
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https?://[A-Za-z0-9.-]+(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?");
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /** Headers that any request may have, which therefore no operation describes. */
  private static final Set<String> COMMON =
      Set.of("Authorization", "Content-Type", "Content-Encoding", "Request-Id", "traceparent");

  private Cors() {}

  /** Reads the setting. */
  static List<String> origins(String text) {
    List<String> origins =
        Arrays.stream(text.split(",")).map(String::strip).filter(each -> !each.isEmpty()).toList();
    if (!origins.stream().allMatch(each -> each.equals(ANY) || ORIGIN.matcher(each).matches())) {
      throw new IllegalArgumentException(
          "must be * or origins like https://app.example.com, without a path, with commas between");
    }
    return origins;
  }

  /**
   * Tells browsers what these origins may do. Preflights are passed on to the routes, which know
   * the methods of a path. The headers that may be sent and read come from the API's description,
   * so that no second list can lag behind; routes at the root of the server, which it describes
   * with a server of their own, answer browsers themselves. Credentials are not allowed: the page
   * itself sets the header with the API key.
   */
  static CrossOriginHandler handler(List<String> origins) {
    JsonNode document = Specifications.openApi();
    Set<String> sent = new TreeSet<>(COMMON);
    Set<String> read = new TreeSet<>();
    addSent(document.at("/components/parameters"), sent);
    for (JsonNode path : document.path("paths")) {
      if (path.has("servers")) {
        continue;
      }
      addSent(path.path("parameters"), sent);
      for (JsonNode operation : path) {
        addSent(operation.path("parameters"), sent);
        addRead(operation.path("responses"), read);
      }
    }
    addRead(document.at("/components/responses"), read);
    CrossOriginHandler handler = new CrossOriginHandler();
    handler.setAllowedOriginPatterns(
        origins.contains(ANY)
            ? Set.of(ANY)
            : origins.stream().map(Pattern::quote).collect(Collectors.toSet()));
    handler.setAllowedMethods(METHODS);
    handler.setAllowedHeaders(sent);
    handler.setExposedHeaders(read);
    handler.setPreflightMaxAge(REMEMBERED);
    handler.setDeliverPreflightRequests(true);
    return handler;
  }

  private static void addSent(JsonNode parameters, Set<String> names) {
    for (JsonNode each : parameters) {
      if (each.path("in").asText().equals("header")) {
        names.add(each.path("name").asText());
      }
    }
  }

  private static void addRead(JsonNode responses, Set<String> names) {
    for (JsonNode each : responses) {
      List.copyOf(each.path("headers").properties()).forEach(header -> names.add(header.getKey()));
    }
  }
}
