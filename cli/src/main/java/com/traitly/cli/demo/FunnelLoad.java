package com.traitly.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.api.Answer;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.contracts.json.Json;
import com.traitly.funnel.FunnelEvent;
import com.traitly.funnel.TrialCustomer;
import com.traitly.funnel.TrialFunnel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Loads a simulated funnel in batches, one after the other so that time order is kept. */
final class FunnelLoad {
  private static final int BATCH = 500;
  private static final int WITNESSES = 24;
  private static final String POSITION = "Traitly-Position";

  private final TraitlyApi api;
  private final DemoOutput output;

  FunnelLoad(TraitlyApi api, DemoOutput output) {
    this.api = api;
    this.output = output;
  }

  /** Customers first, then all events; returns when lookups show the last of them. */
  void load(TrialFunnel funnel) throws IOException {
    send("customers", "/customer", funnel.customers(), FunnelLoad::customer);
    String position = send("events", "/event", funnel.events(), FunnelLoad::event);
    output.begin("Waiting until lookups show the last of them");
    // A couple of dozen customers with the newest events: every partition has some of them.
    List<String> witnesses =
        funnel.events().reversed().stream()
            .map(FunnelEvent::customerId)
            .distinct()
            .limit(WITNESSES)
            .toList();
    int seen = 0;
    for (String customer : witnesses) {
      api.get("/recommended-next-action?customer_id=" + customer, Map.of(POSITION, position));
      output.progress("%d of %d looked up".formatted(++seen, witnesses.size()));
    }
  }

  private <T> String send(String what, String path, List<T> items, Function<T, JsonNode> json)
      throws IOException {
    output.begin(String.format(Locale.ROOT, "Loading %,d %s", items.size(), what));
    String position = "";
    for (int from = 0; from < items.size(); from += BATCH) {
      int to = Math.min(from + BATCH, items.size());
      position = send(path, items.subList(from, to), json);
      output.progress(String.format(Locale.ROOT, "%,d of %,d", to, items.size()));
    }
    output.end(String.format(Locale.ROOT, "Loaded %,d %s.", items.size(), what));
    return position;
  }

  private <T> String send(String path, List<T> items, Function<T, JsonNode> json)
      throws IOException {
    ObjectNode body = Json.object();
    ArrayNode batch = body.putArray("batch");
    items.forEach(item -> batch.add(json.apply(item)));
    Answer answer = api.send("POST", path, Json.bytes(body));
    if (answer.status() != 201) {
      throw new IOException(
          "POST %s refused some of what the demo sent: %s".formatted(path, answer.json()));
    }
    return answer.header(POSITION);
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
}
