package com.traitly.systemtests.guarantees;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.client.Await;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A goal whose lookups show how many events of a customer were counted; and those events. */
final class StyledGoal {
  private static final String EVENT = "Style Widget";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** Its definition. */
  static final String JSON =
      """
      {"entry": {"on": {"event": "Style Widget"}}, "window": {"days": 30},
       "target": {"any": [{"event": "Subscribed"}]},
       "actions": [{"event_name": "Style Widget", "target_count": 1000000}]}\
      """;

  private StyledGoal() {}

  /** Saves the goal; waits until the gateway answers. */
  static void save(PlainCaller caller, Fleet.Member gateway) {
    awaitUntil(
        "the goal is saved",
        () -> {
          int status = caller.put(gateway, "/goal/Styled", JSON).status();
          return status == 200 || status == 201;
        });
  }

  /** Returns the body of one event without an id, so that each one counts. */
  static String event(String customerId) {
    return Json.object().put("customer_id", customerId).put("name", EVENT).toString();
  }

  /** Returns the body of a batch with one event for each customer. */
  static String events(List<String> customerIds) {
    ArrayNode batch = Json.array();
    customerIds.forEach(id -> batch.add(Json.object().put("customer_id", id).put("name", EVENT)));
    return batch.toString();
  }

  /** Returns the path of the lookup that shows a customer's count. */
  static String lookup(String customerId) {
    return "/recommended-next-actions?customer_id=" + customerId;
  }

  /** Waits until the condition holds, for up to three minutes. */
  static void awaitUntil(String what, BooleanSupplier condition) {
    Await.until("this: " + what, PATIENCE, LOOK_AGAIN, condition);
  }
}
