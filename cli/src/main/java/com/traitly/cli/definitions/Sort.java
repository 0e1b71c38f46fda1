package com.traitly.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The sorts of definitions. */
enum Sort {
  GOAL("goal", "/goal"),
  ENDPOINT("endpoint", "/webhook");

  private final String word;
  private final String path;

  Sort(String word, String path) {
    this.word = word;
    this.path = path;
  }

  /** The word for one. */
  String word() {
    return word;
  }

  /** The route of the list. */
  String path() {
    return path;
  }

  /** Fields which are no part of a definition, or name it. */
  List<String> unchangeable() {
    return switch (this) {
      case GOAL -> List.of("version", "backfill", "name");
      case ENDPOINT -> List.of("id", "created_at", "secret", "secret_overlap_until", "url");
    };
  }

  /** What names a definition of this sort: a goal's name, an endpoint's URL. */
  String name(JsonNode definition) {
    return definition.path(this == GOAL ? "name" : "url").asText();
  }
}
