package com.traitly.benchmarks.oracle;

import com.traitly.benchmarks.oracle.Offer.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends offers and notes what was accepted. Belongs to one thread; the ledger is shared. */
final class Writer {
  private final Wire wire;
  private final Ledger ledger;
  private final Findings findings;

  Writer(Wire wire, Ledger ledger, Findings findings) {
    this.wire = wire;
    this.ledger = ledger;
    this.findings = findings;
  }

  void write(Offer offer) {
    boolean defines = offer.route().compareTo(Route.GOAL) >= 0;
    Wire.Answer answer = wire.send(defines ? Product.DEFINED : Product.WRITTEN, offer);
    String route = offer.route().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    findings.count(route + " bodies", 1);
    if (answer.status() < 200 || answer.status() >= 300) {
      findings.count(route + " refused", 1);
      return;
    }
    try {
      List<Accepted.Item> items = Accepted.of(offer, answer.json());
      findings.count(route + " accepted", items.size());
      ledger.wrote(answer.position());
      items.forEach(item -> note(offer, item));
    } catch (IllegalArgumentException | ArithmeticException e) {
      findings.unreadable(route + " accepted: " + e.getMessage(), offer.body());
    }
  }

  private void note(Offer offer, Accepted.Item item) {
    switch (offer.route()) {
      case EVENTS -> ledger.event(item);
      case CUSTOMERS -> ledger.fact(Profile.id(item.sent().get("customer_id")), item.sent());
      case CUSTOMER_CHANGE ->
          ledger.fact(String.valueOf(item.answered().get("customer_id")), item.sent());
      case GOAL -> {
        echoed(offer, item);
        ledger.goal(String.valueOf(item.answered().get("name")), item.answered());
      }
      case GOAL_DRY_RUN -> echoed(offer, item);
      case ENDPOINT ->
          listed(offer, item, "/webhook", List.of("goal_names", "enabled", "min_delta"));
      case TOKEN -> listed(offer, item, "/token", List.of("name", "scopes"));
    }
  }

  private void echoed(Offer offer, Accepted.Item item) {
    if (!Echo.same(item.sent(), item.answered())) {
      findings.unreadable("a goal is shown as " + item.answered(), offer.body());
    }
  }

  /** What was defined is listed with its fields as answered, and then removed to make room. */
  private void listed(Offer offer, Accepted.Item item, String path, List<String> fields) {
    String id = String.valueOf(item.answered().get("id"));
    String position = ledger.position(path.equals("/token") ? "tokens" : "webhooks");
    List<?> all =
        StrictJson.list(
            wire.get(Product.DEFINED, path + "?limit=1000", position).json().get("data"));
    Map<String, @Nullable Object> found =
        all.stream()
            .map(StrictJson::object)
            .filter(each -> id.equals(each.get("id")))
            .findAny()
            .orElse(Map.of());
    if (found.isEmpty()
        || !Echo.same(item.sent(), item.answered())
        || fields.stream().anyMatch(f -> !Objects.equals(found.get(f), item.answered().get(f)))) {
      findings.unreadable(
          "%s is answered as %s and listed as %s".formatted(path, item.answered(), found),
          offer.body());
    }
    wire.delete(Product.DEFINED, path + "/" + id);
  }
}
