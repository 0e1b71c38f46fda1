package com.traitly.systemtests.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.systemtests.caller.Api;
import java.time.Duration;

/** Customers of a goal that is reached by subscribing. */
record TrialCustomers(Api api) {
  static final String GOAL = "30-day Conversion";

  private static final Duration SOON = Duration.ofSeconds(60);

  /** Saves the goal, and waits until it has been applied. */
  void saveGoal() throws Exception {
    String goal =
        """
        {"entry": {"on": "customer_created"}, "window": {"days": 30},
         "target": {"any": [{"event": "Subscribed"}]},
         "actions": [{"event_name": "Style Widget", "target_count": 3}]}\
        """;
    assertThat(api.put("/goal/30-day%20Conversion", goal).status()).isEqualTo(201);
    await()
        .atMost(SOON)
        .until(() -> api.get("/goal/30-day%20Conversion").body().findValue("complete").asBoolean());
  }

  /** Creates a customer, who enters the goal. */
  void enters(String id) throws Exception {
    String customer =
        """
        {"customer_id": "%s", "name": "Ann Lee", "email": "ann@example.com", "plan": "Trial"}\
        """
            .formatted(id);
    assertThat(api.post("/customer", customer).status()).isEqualTo(201);
  }

  /** Lets a customer reach the goal. */
  void subscribes(String id) throws Exception {
    String event = "{\"customer_id\": \"%s\", \"name\": \"Subscribed\"}".formatted(id);
    assertThat(api.post("/event", event).status()).isEqualTo(201);
  }

  /** Waits until a customer is known to be in the goal. */
  void awaitEntered(String id) {
    await()
        .atMost(SOON)
        .until(() ->
            api.get("/recommended-next-action?customer_id=" + id)
                .body()
                .path("likelihood")
                .isNumber());
  }
}
