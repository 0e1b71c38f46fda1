package com.traitly.systemtests.stored;

import com.traitly.systemtests.expected.Echo;
import com.traitly.systemtests.expected.Profile;
import com.traitly.systemtests.offers.Offer;
import com.traitly.systemtests.offers.Offer.Effect;
import com.traitly.systemtests.offers.OfferKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends offers and notes what was accepted. Thread-safe. */
final class Writer extends Check {
  Writer(Run run) {
    super(run);
  }

  void write(Offer offer) {
    OfferKind kind = offer.kind();
    Wire.Answer answer = wire.send(kind.defines() ? Product.DEFINED : Product.WRITTEN, offer);
    boolean accepted = answer.status() >= 200 && answer.status() < 300;
    findings.answered(kind, accepted);
    if (!accepted || !kind.stores()) {
      return;
    }
    try {
      if (offer.frame().effect() == Effect.NONE) {
        throw new IllegalArgumentException("must be refused");
      }
      List<Accepted.Item> items = Accepted.of(offer, answer.json());
      if (offer.frame().effect() == Effect.ONLY_CHECKS) {
        findings.count("items only checked", items.size());
        items.stream().filter(item -> kind.isGoal()).forEach(Writer::requireEcho);
        return;
      }
      findings.count("items accepted", items.size());
      ledger.wrote(answer.position());
      items.forEach(item -> note(offer, answer, item));
    } catch (IllegalArgumentException | ArithmeticException e) {
      findings.unreadable(
          "%s %s %s is answered %d %s: %s"
              .formatted(
                  kind.method(),
                  offer.path(),
                  offer.frame().headers(),
                  answer.status(),
                  answer.json(),
                  e.getMessage()),
          offer.body());
    }
  }

  private void note(Offer offer, Wire.Answer answer, Accepted.Item item) {
    switch (offer.kind()) {
      case EVENTS -> ledger.event(item, offer.frame().id());
      case CUSTOMERS -> fact(Profile.id(item.sent().get("customer_id")), answer, item);
      case CUSTOMER_CHANGE -> fact(named(offer), answer, item);
      case GOAL -> goal(named(offer).strip(), item);
      case GOAL_POST -> goal(String.valueOf(item.sent().get("name")).strip(), item);
      case ENDPOINT -> ledger.endpoints.add(item.field("id"), item);
      case ENDPOINT_CHANGE, ROTATION -> ledger.endpointChanged(item.field("id"), item);
      case TOKEN -> ledger.tokens.add(item.field("id"), item);
      case READ, COMMAND -> throw new IllegalArgumentException("stores nothing");
    }
  }

  private void fact(String customer, Wire.Answer answer, Accepted.Item item) {
    require("customer_id", customer, item);
    String expected = ledger.fact(customer, item.sent());
    if (answer.represented() && !Profile.shown(item.answered()).equals(expected)) {
      throw new IllegalArgumentException("its representation is not " + expected);
    }
  }

  private void goal(String name, Accepted.Item item) {
    require("name", name, item);
    requireEcho(item);
    ledger.goals.add(name, item.answered());
  }

  private static void requireEcho(Accepted.Item item) {
    if (!Echo.goal(trimmed(item.sent()), item.answered())) {
      throw new IllegalArgumentException("it is not shown as it was sent");
    }
  }

  /** Removes the goal's version, which callers cannot set. */
  private static Map<String, @Nullable Object> trimmed(Map<String, @Nullable Object> sent) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>(sent);
    own.remove("version");
    return own;
  }

  private static void require(String field, String expected, Accepted.Item item) {
    if (!expected.equals(item.answered().get(field))) {
      throw new IllegalArgumentException("it is stored as another " + field + " than " + expected);
    }
  }

  /** Returns the name in the last segment of the address. */
  private static String named(Offer offer) {
    String path = offer.path().replaceFirst("\\?.*", "");
    String segment = path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B");
    return URLDecoder.decode(segment, StandardCharsets.UTF_8);
  }
}
