package com.traitly.cli.view;

import static com.traitly.cli.view.PageText.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * A customer as text.
 *
 * @param customer as {@code GET /customer/{id}} shows it
 * @param lookup the lookup with its explanation
 */
record CustomerPage(JsonNode customer, JsonNode lookup) {
  private static final int REASONS = 5;

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "%s", customer.path("customer_id").asText());
    field(text, "name", customer.path("name"));
    field(text, "email", customer.path("email"));
    field(text, "plan", customer.path("plan"));
    JsonNode goal = lookup.path("meta").path("goal_name");
    if (goal.isNull() || goal.isMissingNode()) {
      line(text, "%nThe customer is in no goal.");
      return text.toString();
    }
    line(text, "%nGoal \"%s\"", goal.asText());
    likelihood(text);
    actions(text);
    reasons(text);
    return text.toString();
  }

  private void likelihood(StringBuilder text) {
    JsonNode explanation = lookup.path("explanation");
    String basis = explanation.path("basis").asText();
    double likelihood = lookup.path("likelihood").asDouble();
    switch (basis) {
      case "reached" -> line(text, "  reached");
      case "expired" -> line(text, "  the window closed without");
      default -> {
        JsonNode range = explanation.path("interval_80");
        line(
            text,
            "  likelihood %.0f %%%s, %s",
            100 * likelihood,
            range.isArray()
                ? String.format(
                    Locale.ROOT,
                    " (%.0f to %.0f %% with 80 %% certainty)",
                    100 * range.path(0).asDouble(),
                    100 * range.path(1).asDouble())
                : "",
            basis(basis));
      }
    }
  }

  private static String basis(String basis) {
    return switch (basis) {
      case "prior" -> "a guess, since no window of this goal is over yet";
      case "life-table" -> "from how windows of this age fare";
      default -> "from what the customer did";
    };
  }

  private void actions(StringBuilder text) {
    if (lookup.path("data").isEmpty()) {
      return;
    }
    line(
        text,
        "%nNext actions, %d days left:",
        lookup.path("data").path(0).path("goal_days_left").asInt());
    for (JsonNode action : lookup.path("data")) {
      line(
          text,
          "  %3.0f %%  %s (done %d times in this window)",
          100 * action.path("importance").asDouble(),
          action.path("event_name").asText(),
          action.path("goal_num_completed").asLong());
      if (!action.path("message_plaintext").asText("").isEmpty()) {
        line(text, "         \"%s\"", action.path("message_plaintext").asText());
      }
    }
  }

  private void reasons(StringBuilder text) {
    JsonNode contributions = lookup.path("explanation").path("contributions");
    if (contributions.isEmpty()) {
      return;
    }
    line(text, "%nWhat moves the likelihood, and by how many points:");
    int shown = 0;
    for (JsonNode each : contributions) {
      if (shown++ < REASONS) {
        line(
            text,
            "  %+5.1f  %s",
            100 * each.path("effect").asDouble(),
            each.path("feature").asText());
      }
    }
  }

  private static void field(StringBuilder text, String name, JsonNode value) {
    if (!value.isNull() && !value.isMissingNode()) {
      line(text, "  %-6s %s", name, value.asText());
    }
  }
}
