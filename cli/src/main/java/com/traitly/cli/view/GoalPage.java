package com.traitly.cli.view;

import static com.traitly.cli.view.PageText.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.util.Locale;

/**
 * How a goal is doing, as text or JSON.
 *
 * @param report figures of its windows
 * @param model how good its likelihoods are
 * @param closest who is closest to it
 * @param risk who is most at risk
 */
public record GoalPage(JsonNode report, JsonNode model, JsonNode closest, JsonNode risk) {
  private static final int SHOWN = 5;

  /** Reads everything about a goal. */
  public static GoalPage of(TraitlyApi api, String name) throws IOException {
    String goal = "/goal/" + TraitlyApi.encoded(name);
    return new GoalPage(
        api.get(goal + "/report").json().path("data").path(0),
        api.get(goal + "/model").json().path("data").path(0),
        api.get(goal + "/customer?order=-likelihood&limit=" + SHOWN).json().path("data"),
        api.get(goal + "/customer?order=likelihood&limit=" + SHOWN).json().path("data"));
  }

  /** As JSON. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    json.set("report", report);
    json.set("model", model);
    json.set("closest", closest);
    json.set("most_at_risk", risk);
    return json;
  }

  /** As a page. */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, "Goal \"%s\"", report.path("goal_name").asText());
    line(
        text,
        "  %,d windows: %,d open, %,d reached, %,d closed without%s",
        report.path("enrolled").asLong(),
        report.path("active").asLong(),
        report.path("reached").asLong(),
        report.path("expired").asLong(),
        report.path("conversion_rate").isNumber()
            ? String.format(
                Locale.ROOT,
                "; %.1f %% reached so far",
                100 * report.path("conversion_rate").asDouble())
            : "");
    if (report.path("inferred").asLong() > 0) {
      line(
          text,
          "  %,d customers are left out, because their profile at entry is not known",
          report.path("inferred").asLong());
    }
    line(text, "  likelihoods: %s", quality(model.path("quality").asText()));
    customers(text, "Closest", closest);
    customers(text, "Most at risk", risk);
    return text.toString();
  }

  /** In words, how far likelihoods of this quality may be relied on. */
  public static String quality(String quality) {
    return switch (quality) {
      case "ok" -> "they may be relied on";
      case "not predictable" -> "the events tell no more than the age of the window does";
      default -> "too few windows are over to say";
    };
  }

  private static void customers(StringBuilder text, String title, JsonNode customers) {
    if (customers.isEmpty()) {
      return;
    }
    line(text, "%n%s:", title);
    for (JsonNode each : customers) {
      line(
          text,
          "  %3.0f %%  %-20s %s",
          100 * each.path("likelihood").asDouble(),
          each.path("customer_id").asText(),
          each.path("name").asText(""));
    }
  }
}
