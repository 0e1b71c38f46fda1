package com.traitly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.testkit.funnel.TrialCustomer;

/**
 * One customer's state in a goal, as a lookup gave it.
 *
 * @param customer the customer that was looked up
 * @param lookup the whole answer
 */
record CustomerLookup(TrialCustomer customer, JsonNode lookup) {
  /** Whether the window is open and the goal not reached: only then is there something to do. */
  boolean isActive() {
    return !lookup.path("data").isEmpty();
  }

  double likelihood() {
    return lookup.path("likelihood").asDouble();
  }

  JsonNode topAction() {
    return lookup.path("data").path(0);
  }

  String topActionName() {
    return topAction().path("event_name").asText();
  }

  int daysLeft() {
    return topAction().path("goal_days_left").asInt();
  }
}
