package com.traitly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A webhook's body on one line. */
final class WebhookLine {
  private WebhookLine() {}

  static String of(JsonNode body) {
    JsonNode meta = body.path("meta");
    return String.format(
        Locale.ROOT,
        "  webhook  %-24s %-10s %-20s %s",
        body.path("object").asText(),
        meta.path("customer_id").asText(),
        meta.path("goal_name").asText(),
        content(body.path("data")));
  }

  private static String content(JsonNode data) {
    JsonNode likelihood = data.path(0).path("likelihood");
    if (likelihood.isNumber()) {
      return String.format(Locale.ROOT, "likelihood %.3f", likelihood.asDouble());
    }
    List<String> actions = new ArrayList<>();
    data.forEach(action ->
        actions.add(
            String.format(
                Locale.ROOT,
                "%s %.2f",
                action.path("event_name").asText(),
                action.path("importance").asDouble())));
    return actions.isEmpty() ? "nothing left to recommend" : String.join(", ", actions);
  }
}
