package com.traitly.benchmarks.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.load.OpenLoop;
import com.traitly.benchmarks.load.Requests;
import com.traitly.benchmarks.load.Target;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.process.ForkedJvm;
import java.util.concurrent.Callable;

/** Customers other than the watched ones; they make load, and history for a new goal. */
final class Background {
  private static final String PLAN = "Load";
  private static final int BATCH = 20;
  private static final int AT_ONCE = 500;

  private final ApiClient api;
  private final Target target;
  private final Requests events;

  /** Creates this many customers. */
  Background(ApiClient api, ForkedJvm traitly, int customers) {
    this.api = api;
    target = Target.of("standalone", traitly.said() + "/api/v1/event", traitly);
    for (int from = 0; from < customers; from += AT_ONCE) {
      ObjectNode body = Json.object();
      for (int i = from; i < Math.min(customers, from + AT_ONCE); i++) {
        body.withArray("batch").add(customer(i));
      }
      api.post("/customer", body);
    }
    events = Requests.batches(customers / BATCH, BATCH, Background::id);
  }

  /** Runs a measurement while events arrive at this rate. */
  <T> T during(int eventsPerSecond, int seconds, Callable<T> measured) throws Exception {
    return new OpenLoop((double) eventsPerSecond / BATCH, events).beside(target, seconds, measured);
  }

  /** Defines a goal that all these customers enter with their history. */
  void defineGoal() {
    api.put("/goal/Backfill", Probe.goal(PLAN, "Log In", 50));
  }

  private static ObjectNode customer(int number) {
    return Json.object()
        .put("customer_id", id(number))
        .put("name", "Load " + number)
        .put("email", id(number) + "@example.com")
        .put("plan", PLAN);
  }

  private static String id(int number) {
    return "load-" + number;
  }
}
