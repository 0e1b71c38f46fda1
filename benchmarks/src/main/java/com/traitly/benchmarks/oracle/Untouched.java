package com.traitly.benchmarks.oracle;

import com.traitly.benchmarks.oracle.Offer.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An account that must be served whatever is sent to others. */
final class Untouched {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String GOAL =
      "{\"window\":{\"days\":30},\"target\":{\"any\":[{\"event\":\"Done\"}]},"
          + "\"actions\":[{\"event_name\":\"Act\",\"target_count\":3,"
          + "\"message_plaintext\":\"{{customer.name | there}} {{customer.role}}\"}]}";
  private static final String CUSTOMER =
      "{\"customer_id\":\"u\",\"name\":\"Ann\",\"email\":\"a@example.com\",\"plan\":\"Trial\","
          + "\"role\":\"dev\"}";
  private static final String EVENT =
      "{\"customer_id\":\"u\",\"name\":\"Act\",\"event_id\":\"one\",\"price\":0.10}";

  private Untouched() {}

  /** Writes what is looked at later, for this account and the one whose goals are written. */
  static void setUp(Wire wire) {
    for (String key : List.of(Product.UNTOUCHED, Product.DEFINED)) {
      wire.send(key, offer(Route.GOAL, "PUT", "/goal/plain", GOAL));
      wire.send(key, offer(Route.CUSTOMERS, "POST", "/customer", CUSTOMER));
      wire.send(key, offer(Route.EVENTS, "POST", "/event", EVENT));
    }
    wire.send(Product.WRITTEN, offer(Route.GOAL, "PUT", "/goal/plain", GOAL));
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!problems(wire).isEmpty() && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  /** What is not as it should be; empty when all is. */
  static List<String> problems(Wire wire) {
    List<String> problems = new ArrayList<>();
    Wire.Answer lookup =
        wire.get(Product.UNTOUCHED, "/recommended-next-actions?customer_id=u&goal_name=plain", "");
    String action = String.valueOf(lookup.json().get("data"));
    if (lookup.status() != 200 || !action.contains("message_plaintext=Ann dev")) {
      problems.add("the untouched account's lookup: " + lookup);
    }
    Wire.Answer events = wire.get(Product.UNTOUCHED, "/event?customer_id=u", "");
    List<?> items = StrictJson.list(events.json().get("data"));
    Map<String, ?> event = items.size() == 1 ? StrictJson.object(items.getFirst()) : Map.of();
    if (!"one".equals(event.get("event_id"))
        || !String.valueOf(event.get("properties")).contains("0.10")) {
      problems.add("the untouched account's events: " + events);
    }
    return problems;
  }

  private static Offer offer(Route route, String method, String path, String body) {
    return new Offer(
        route, method, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }
}
