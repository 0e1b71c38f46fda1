package com.traitly.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A customer whose goal window is open.
 *
 * @param daysLeft until it closes
 * @param likelihood of reaching the goal, as the lookup says
 * @param action the first next action; empty when there is none
 * @param likelihoodAfter what the likelihood would be had the customer done that once more
 */
record Prospect(
    String customerId,
    String name,
    int daysLeft,
    double likelihood,
    String action,
    double likelihoodAfter) {
  /** As an item of a goal's list of customers shows it. */
  static Prospect listed(JsonNode item) {
    double likelihood = item.path("likelihood").asDouble();
    return new Prospect(
        item.path("customer_id").asText(),
        item.path("name").asText(),
        item.path("goal_days_left").asInt(),
        likelihood,
        item.path("next_action").asText(""),
        likelihood);
  }

  /** As two lookups show it: one of what is, and one that assumes that the action was done. */
  Prospect lookedUp(JsonNode lookup, double assumed) {
    return new Prospect(
        customerId, name, daysLeft, lookup.path("likelihood").asDouble(), action(lookup), assumed);
  }

  /** The first action of a lookup. */
  static String action(JsonNode lookup) {
    return lookup.path("data").path(0).path("event_name").asText("");
  }

  /** By how much the action raises the likelihood. */
  double gain() {
    return likelihoodAfter - likelihood;
  }
}
