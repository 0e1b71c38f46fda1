package com.traitly.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.spec.Specifications;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The headers that callers send and read, as the description of the API names them.
 *
 * @param sent names of request headers, in the case of the description
 * @param read names of answer headers
 */
record DescribedHeaders(Set<String> sent, Set<String> read) {
  /** Headers of the security and the body, which no parameter describes. */
  private static final Set<String> COMMON = Set.of("Authorization", "Content-Type");

  /** Reads the description. */
  static DescribedHeaders inDescription() {
    JsonNode document = Specifications.openApi();
    Set<String> sent = new TreeSet<>(COMMON);
    Set<String> read = new TreeSet<>();
    addSent(document.at("/components/parameters"), sent);
    for (JsonNode path : document.path("paths")) {
      addSent(path.path("parameters"), sent);
      for (JsonNode operation : path) {
        addSent(operation.path("parameters"), sent);
        addRead(operation.path("responses"), read);
      }
    }
    addRead(document.at("/components/responses"), read);
    return new DescribedHeaders(sent, read);
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
