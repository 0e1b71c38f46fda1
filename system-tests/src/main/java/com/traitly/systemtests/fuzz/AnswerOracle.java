package com.traitly.systemtests.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Checks what must hold for every answer, whatever the request was. */
final class AnswerOracle {
  private static final String PROBLEM = "application/problem+json";

  private AnswerOracle() {}

  /** Says what is wrong with an answer; empty when nothing is. */
  static Optional<String> complaint(WireAnswer answer, boolean bodiless) {
    if (answer.status() >= 500) {
      return Optional.of("It is our fault");
    }
    if (answer.header("Content-Type").toLowerCase(Locale.ROOT).contains("html")
        || new String(answer.body(), StandardCharsets.UTF_8).contains("<html")) {
      return Optional.of("It is HTML");
    }
    if (answer.header("Request-Id").isEmpty()) {
      return Optional.of("It has no Request-Id");
    }
    return answer.status() < 400 || bodiless ? Optional.empty() : problem(answer);
  }

  private static Optional<String> problem(WireAnswer answer) {
    String type = answer.header("Content-Type");
    JsonNode json;
    try {
      json = Json.read(answer.body());
    } catch (RuntimeException e) {
      return Optional.of("Its body is not JSON");
    }
    if (type.equals("application/json") && json.has("data")) {
      return Optional.empty(); // a batch without a good item has verdicts instead
    }
    if (!type.equals(PROBLEM)) {
      return Optional.of("It is not " + PROBLEM);
    }
    if (json.path("status").asInt() != answer.status()) {
      return Optional.of("Its status is not repeated");
    }
    for (String field : new String[] {"type", "title", "detail", "code", "request_id"}) {
      if (!json.path(field).isTextual()) {
        return Optional.of("It has no " + field);
      }
    }
    return Optional.empty();
  }
}
