package com.traitly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.ApiReply;
import com.traitly.testkit.funnel.FunnelEvent;
import com.traitly.testkit.funnel.TrialCustomer;
import com.traitly.testkit.funnel.TrialFunnel;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Loads a simulated funnel in batches, one after the other so that time order is kept. */
final class FunnelLoad {
  private static final int BATCH = 1_000;
  private static final int WITNESSES = 24;

  private final ApiClient api;

  FunnelLoad(ApiClient api) {
    this.api = api;
  }

  /** Customers first, then all events; returns when lookups show the last of them. */
  void load(TrialFunnel funnel) {
    send("customers", "/customer", funnel.customers(), FunnelLoad::customer);
    String position = send("events", "/event", funnel.events(), FunnelLoad::event);
    List<FunnelEvent> last =
        funnel
            .events()
            .subList(Math.max(0, funnel.events().size() - BATCH), funnel.events().size());
    long start = System.nanoTime();
    // A couple of dozen customers of the last batch: every partition has some of them.
    last.stream()
        .map(FunnelEvent::customerId)
        .distinct()
        .limit(WITNESSES)
        .forEach(customer -> api.get("/recommended-next-action?customer_id=" + customer, position));
    System.out.println(
        String.format(
            Locale.ROOT,
            "Processed: the last batch shows in lookups %.1f s later.",
            seconds(start)));
  }

  private <T> String send(String what, String path, List<T> items, Function<T, JsonNode> json) {
    long start = System.nanoTime();
    String position = "";
    int sent = 0;
    for (int from = 0; from < items.size(); from += BATCH) {
      List<T> slice = items.subList(from, Math.min(from + BATCH, items.size()));
      ObjectNode body = Json.object();
      ArrayNode batch = body.putArray("batch");
      slice.forEach(item -> batch.add(json.apply(item)));
      ApiReply reply = api.post(path, body);
      position = reply.position();
      sent += slice.size();
      if (sent % 20_000 == 0 || sent == items.size()) {
        System.out.println(
            String.format(
                Locale.ROOT,
                "Loaded %,d of %,d %s, %,.0f/s",
                sent,
                items.size(),
                what,
                sent / seconds(start)));
      }
    }
    return position;
  }

  private static JsonNode customer(TrialCustomer customer) {
    return Json.object()
        .put("customer_id", customer.customerId())
        .put("name", customer.name())
        .put("email", customer.email())
        .put("plan", customer.plan())
        .put("created_at", customer.createdAt())
        .put("updated_at", customer.createdAt());
  }

  private static JsonNode event(FunnelEvent event) {
    return Json.object()
        .put("customer_id", event.customerId())
        .put("name", event.name())
        .put("created_at", event.occurredAt())
        .put("event_id", event.eventId());
  }

  private static double seconds(long start) {
    return Math.max(1, System.nanoTime() - start) / 1e9;
  }
}
