package com.traitly.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two goals of the demo, as a caller would write them. */
final class DemoGoals {
  /** The goal the story is about. */
  static final String CONVERSION = "30-day Conversion";

  /** A shorter goal beside it. */
  static final String ACTIVATION = "Activated in 7 days";

  private static final String CONVERSION_JSON =
      """
      {"entry": {"on": "customer_created", "where": {"plan": ["Trial", "Freemium"]}},
       "window": {"days": 30},
       "target": {"any": [{"event": "Subscribed"}]},
       "priority": 10,
       "actions": [
         {"event_name": "Connect Data Source", "target_count": 2,
          "message_plaintext": "{{customer.name}}, your own data makes the difference.",
          "message_html": "<p>{{customer.name}}, your own data makes the difference.</p>"},
         {"event_name": "Style Widget", "target_count": 3,
          "message_plaintext": "Style {{action.remaining}} more, {{goal.days_left}} days left.",
          "message_html": "<p>Style {{action.remaining}} more.</p>"},
         {"event_name": "Invite Teammate", "target_count": 2,
          "message_plaintext": "Better together: invite a teammate.",
          "message_html": "<p>Better together: invite a teammate.</p>"},
         {"event_name": "Changed Avatar", "target_count": 1,
          "message_plaintext": "Show your face.", "message_html": "<p>Show your face.</p>"}]}
      """;

  private static final String ACTIVATION_JSON =
      """
      {"entry": {"on": "customer_created", "where": {"plan": ["Trial", "Freemium"]}},
       "window": {"days": 7},
       "target": {"any": [{"event": "Connect Data Source"}]},
       "priority": 5,
       "actions": [
         {"event_name": "Style Widget", "target_count": 1,
          "message_plaintext": "Make it yours.", "message_html": "<p>Make it yours.</p>"},
         {"event_name": "Invite Teammate", "target_count": 1,
          "message_plaintext": "Invite a teammate.", "message_html": "<p>Invite a teammate.</p>"}]}
      """;

  private DemoGoals() {}

  /** Definitions by goal name. */
  static Map<String, JsonNode> all() {
    Map<String, JsonNode> goals = new LinkedHashMap<>();
    goals.put(CONVERSION, read(CONVERSION_JSON));
    goals.put(ACTIVATION, read(ACTIVATION_JSON));
    return goals;
  }

  /** The events that the first goal recommends. */
  static List<String> steps() {
    return read(CONVERSION_JSON).path("actions").findValuesAsText("event_name");
  }

  /** How long the first goal's window is. */
  static Duration window() {
    return Duration.ofDays(read(CONVERSION_JSON).at("/window/days").asLong());
  }

  private static JsonNode read(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
