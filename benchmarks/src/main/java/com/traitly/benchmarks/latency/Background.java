package com.traitly.benchmarks.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.load.Load;
import com.traitly.benchmarks.load.OpenLoop;
import com.traitly.benchmarks.load.Requests;
import com.traitly.benchmarks.load.Target;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.CallFailed;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    target =
        new Target(
            "standalone",
            URI.create(traitly.said() + "/api/v1/event"),
            "",
            Services.API_KEY,
            traitly);
    for (int from = 0; from < customers; from += AT_ONCE) {
      ObjectNode body = Json.object();
      for (int i = from; i < Math.min(customers, from + AT_ONCE); i++) {
        body.withArray("batch").add(customer(i));
      }
      api.post("/customer", body);
    }
    List<String> bodies =
        IntStream.range(0, customers / BATCH).mapToObj(Background::batch).toList();
    events = Requests.posts("batches of events", BATCH, bodies);
  }

  /** Runs a measurement while events arrive at this rate. */
  <T> T during(int eventsPerSecond, int seconds, Callable<T> measured) throws Exception {
    OpenLoop loop = new OpenLoop((double) eventsPerSecond / BATCH, events);
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Load.Outcome> ingested = beside.submit(() -> loop.run(target, seconds));
      T result = measured.call();
      if (ingested.get().errors() > 0) {
        throw new CallFailed(
            "%d batches of the load were refused.".formatted(ingested.get().errors()));
      }
      return result;
    }
  }

  /** Defines a goal that all these customers enter with their history. */
  void defineGoal() {
    ObjectNode goal = Json.object();
    goal.putObject("entry")
        .put("on", "customer_created")
        .putObject("where")
        .putArray("plan")
        .add(PLAN);
    goal.putObject("window").put("days", 30);
    goal.putObject("target").putArray("any").addObject().put("event", "Subscribed");
    goal.putArray("actions").addObject().put("event_name", "Log In").put("target_count", 50);
    api.put("/goal/Backfill", goal);
  }

  private static ObjectNode customer(int number) {
    return Json.object()
        .put("customer_id", id(number))
        .put("name", "Load " + number)
        .put("email", id(number) + "@example.com")
        .put("plan", PLAN);
  }

  private static String batch(int body) {
    return IntStream.range(0, BATCH)
        .mapToObj(
            i -> "{\"customer_id\":\"%s\",\"name\":\"Log In\"}".formatted(id(body * BATCH + i)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String id(int number) {
    return "load-" + number;
  }
}
