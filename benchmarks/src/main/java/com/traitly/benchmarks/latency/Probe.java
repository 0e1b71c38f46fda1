package com.traitly.benchmarks.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.client.ApiClient;
import com.traitly.benchmarks.client.Signatures;
import com.traitly.benchmarks.client.Waiting;
import com.traitly.contracts.wire.Json;
import com.traitly.testkit.Answer;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.WebhookReceiver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** One goal, a few customers and a receiver; posts events and notes when each shows where. */
final class Probe implements AutoCloseable {
  private static final String GOAL = "Latency";
  private static final String EVENT = "Style Widget";
  private static final int CUSTOMERS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

  private final WebhookReceiver receiver = WebhookReceiver.start();
  private final Map<String, Long> receivedAt = new ConcurrentHashMap<>();
  private final ApiClient api;
  private final Signatures signatures;

  /** Nanoseconds since the POST was sent. */
  record Times(long acknowledged, long inLookup, long atReceiver) {}

  Probe(ApiClient api) {
    this.api = api;
    JsonNode endpoint =
        api.post("/webhook", Json.object().put("url", receiver.url().toString())).first();
    signatures = new Signatures(endpoint.required("secret").asText());
    receiver.answerBy(this::receive);
    api.put("/goal/" + GOAL, goal());
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      String id = id(customer);
      api.post(
          "/customer",
          Json.object()
              .put("customer_id", id)
              .put("name", "Customer " + customer)
              .put("email", id + "@example.com")
              .put("plan", "Trial"));
      await("the first webhook of " + id, () -> receivedAt.containsKey(key(id, 0)));
    }
  }

  /** Posts the n-th event, counted from 0, and waits until it has shown everywhere. */
  Times measure(int number) {
    String customer = id(number % CUSTOMERS);
    int count = number / CUSTOMERS + 1;
    ObjectNode event = Json.object().put("customer_id", customer).put("name", EVENT);
    long start = System.nanoTime();
    api.post("/event", event);
    long acknowledged = System.nanoTime();
    await("the lookup of " + customer, () -> countInLookup(customer) >= count);
    long inLookup = System.nanoTime();
    String webhook = key(customer, count);
    await("the webhook of " + customer, () -> receivedAt.containsKey(webhook));
    long atReceiver = receivedAt.getOrDefault(webhook, 0L);
    return new Times(acknowledged - start, inLookup - start, atReceiver - start);
  }

  @Override
  public void close() {
    receiver.close();
  }

  private int countInLookup(String customer) {
    return count(api.get("/recommended-next-action?customer_id=" + customer).json());
  }

  private Answer receive(ReceivedRequest request) {
    long now = System.nanoTime();
    JsonNode body = Json.read(request.bodyBytes());
    if (!signatures.match(request)) {
      return Answer.status(401);
    }
    if (body.path("object").asText().equals("recommended-next-actions")) {
      String customer = body.path("meta").path("customer_id").asText();
      receivedAt.putIfAbsent(key(customer, count(body)), now);
    }
    return Answer.status(200);
  }

  private static int count(JsonNode body) {
    return body.path("data").path(0).path("goal_num_completed").asInt();
  }

  private static String id(int customer) {
    return "latency-" + customer;
  }

  private static String key(String customer, int count) {
    return customer + "|" + count;
  }

  private static void await(String what, BooleanSupplier holds) {
    Waiting.until(what, PATIENCE, LOOK_AGAIN, holds);
  }

  /** The action stays open however often it is done, so that the lookup goes on showing it. */
  private static ObjectNode goal() {
    ObjectNode goal = Json.object();
    goal.putObject("window").put("days", 30);
    goal.putObject("target").putArray("any").addObject().put("event", "Subscribed");
    goal.putArray("actions").addObject().put("event_name", EVENT).put("target_count", 1_000_000);
    return goal;
  }
}
