package com.traitly.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.process.ForkedJvm;
import java.time.Duration;

/** Checks that every event of a sample of customers was counted once, by means of lookups. */
public final class CountedLookups {
  /** The path and query, without the customer's id at the end. */
  public static final String PATH = "/recommended-next-actions?customer_id=";

  private static final int SAMPLE = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private CountedLookups() {}

  /**
   * Waits until the lookups of a sample of customers show every event.
   *
   * @throws CallFailed when they never do
   */
  public static void await(ForkedJvm reads, Population population, int customers) {
    try (ApiClient api = new ApiClient(reads.said(), Services.API_KEY)) {
      for (int i = 0; i < SAMPLE; i++) {
        int number = (int) ((long) i * customers / SAMPLE);
        if (population.reached(number)) {
          continue; // It has no open action that could show a count.
        }
        Await.until(
            "the events of " + Population.customer(number) + " in its lookup",
            PATIENCE,
            LOOK_AGAIN,
            () -> shown(api, number) == population.counted(number));
      }
    }
  }

  /** Returns the body of one customer's lookup. */
  public static JsonNode body(ApiClient api, int customer) {
    return api.get(PATH + Population.customer(customer)).json();
  }

  private static long shown(ApiClient api, int customer) {
    try {
      JsonNode body = body(api, customer);
      for (JsonNode action : body.path("data")) {
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
