package com.traitly.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.client.WebhookSignatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One goal, a hundred customers and a receiver: posts events and measures when each appears in the
 * lookup and at the receiver.
 */
final class Probe implements AutoCloseable {
  private static final String GOAL = "Latency";
  private static final String EVENT = "Style Widget";
  private static final int CUSTOMERS = 100;
  private static final String PLAN = "Trial";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  private final WebhookReceiver receiver = WebhookReceiver.start();
  private final Map<String, Long> receivedAt = new ConcurrentHashMap<>();
  private final ApiClient api;
  private final WebhookSignatures signatures;
  private int posted;

  /** Nanoseconds since the intended start of the POST. */
  record Times(long acknowledged, long inLookup, long atReceiver) {}

  Probe(ApiClient api) {
    this.api = api;
    JsonNode endpoint = api.post("/webhook", endpoint()).first();
    signatures = new WebhookSignatures(endpoint.required("secret").asText());
    receiver.answerBy(this::receive);
    // Its action stays open however often it is done, so that the lookup continues to show it.
    api.put("/goal/" + GOAL, goal(PLAN, EVENT, 1_000_000));
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      String id = id(customer);
      api.post(
          "/customer",
          Json.object()
              .put("customer_id", id)
              .put("name", "Customer " + customer)
              .put("email", id + "@example.com")
              .put("plan", PLAN));
      await("the first webhook of " + id, () -> receivedAt.containsKey(key(id, 0)));
    }
  }

  /**
   * Posts events at a fixed rate, regardless of earlier ones, and waits until each has appeared
   * everywhere. Times count from the intended start.
   */
  List<Times> run(int seconds, int perSecond) throws InterruptedException {
    long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long first = System.nanoTime() + gap;
    List<Future<Times>> started = new ArrayList<>();
    List<Times> times = new ArrayList<>();
    try (ExecutorService events = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < seconds * perSecond; i++) {
        int number = posted++;
        long intended = first + i * gap;
        started.add(events.submit(() -> measure(number, intended)));
      }
      for (Future<Times> each : started) {
        times.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new CallFailed("An event did not show everywhere.", e);
    }
    return times;
  }

  private Times measure(int number, long intended) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
    String customer = id(number % CUSTOMERS);
    int count = number / CUSTOMERS + 1;
    api.post("/event", Json.object().put("customer_id", customer).put("name", EVENT));
    long acknowledged = System.nanoTime();
    await("the lookup of " + customer, () -> countInLookup(customer) >= count);
    long inLookup = System.nanoTime();
    String webhook = key(customer, count);
    await("the webhook of " + customer, () -> receivedAt.containsKey(webhook));
    long atReceiver = receivedAt.getOrDefault(webhook, 0L);
    return new Times(acknowledged - intended, inLookup - intended, atReceiver - intended);
  }

  @Override
  public void close() {
    receiver.close();
  }

  private int countInLookup(String customer) {
    return count(api.get("/recommended-next-action?customer_id=" + customer).json());
  }

  private ReceiverAnswer receive(ReceivedRequest request) {
    long now = System.nanoTime();
    JsonNode body = Json.read(request.bodyBytes());
    if (!signatures.match(request)) {
      return ReceiverAnswer.status(401);
    }
    if (body.path("object").asText().equals("recommended-next-actions")) {
      String customer = body.path("meta").path("customer_id").asText();
      receivedAt.putIfAbsent(key(customer, count(body)), now);
    }
    return ReceiverAnswer.status(200);
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
    Await.until(what, PATIENCE, LOOK_AGAIN, holds);
  }

  private ObjectNode endpoint() {
    ObjectNode endpoint = Json.object().put("url", receiver.url().toString());
    endpoint.putArray("goal_names").add(GOAL);
    return endpoint;
  }

  /** Makes a goal that all new customers of a plan enter. */
  static ObjectNode goal(String plan, String action, int count) {
    ObjectNode goal = Json.object();
    goal.putObject("entry")
        .put("on", "customer_created")
        .putObject("where")
        .putArray("plan")
        .add(plan);
    goal.putObject("window").put("days", 30);
    goal.putObject("target").putArray("any").addObject().put("event", "Subscribed");
    goal.putArray("actions").addObject().put("event_name", action).put("target_count", count);
    return goal;
  }
}
