package com.traitly.benchmarks.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.benchmarks.client.ApiClient;
import com.traitly.benchmarks.client.CallFailed;
import com.traitly.benchmarks.client.Waiting;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.load.Target;
import java.net.URI;
import java.time.Duration;

/**
 * A running product with customers and events in it.
 *
 * @param target the process that answers lookups
 */
record Installation(Population population, Services services, Target target) {
  static final String LOOKUP = "/recommended-next-actions?customer_id=";

  private static final int SAMPLE = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /** Waits until lookups show every event of a sample of customers. */
  static Installation of(
      String name,
      Population population,
      Services services,
      Services.Running reads,
      int customers) {
    try (ApiClient api = new ApiClient(reads.baseUrl(), Services.API_KEY)) {
      services.awaitReady(reads);
      for (int i = 0; i < SAMPLE; i++) {
        int number = (int) ((long) i * customers / SAMPLE);
        Waiting.until(
            "the events of " + Population.customer(number) + " in its lookup",
            PATIENCE,
            LOOK_AGAIN,
            () -> shown(api, number) == population.counted(number));
      }
    }
    Target target =
        new Target(name, URI.create(reads.baseUrl()), "", Services.API_KEY, reads.process());
    return new Installation(population, services, target);
  }

  /** The body of one customer's lookup. */
  static JsonNode body(ApiClient api, int customer) {
    return api.get(LOOKUP + Population.customer(customer)).json();
  }

  private static long shown(ApiClient api, int customer) {
    try {
      for (JsonNode action : body(api, customer).path("data")) {
        if (action.path("event_name").asText().equals(Population.COUNTED)) {
          return action.path("total_num_completed").asLong();
        }
      }
    } catch (CallFailed notYet) {
      return -1;
    }
    return -1;
  }
}
