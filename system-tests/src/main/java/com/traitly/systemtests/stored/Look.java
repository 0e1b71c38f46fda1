package com.traitly.systemtests.stored;

import com.traitly.systemtests.expected.AnnouncedMessage;
import com.traitly.systemtests.expected.Profile;
import com.traitly.systemtests.expected.StrictJson;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.Parallel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks that everything accepted is shown, nothing else is, and all services work. */
final class Look extends Check implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TopicLook published;
  private final Writer writer;
  private final Definitions definitions;
  private final WebhookLook webhooks;
  private final Erasures erasures;

  Look(Product product, Run run) {
    super(run);
    published = new TopicLook(product.bootstrap(), product.topics(), findings);
    writer = new Writer(run);
    definitions = new Definitions(run);
    webhooks = new WebhookLook(published, run);
    erasures = new Erasures(run);
  }

  /** Skips the records that exist already. */
  void begin() {
    published.readOn();
    published.forget();
  }

  /** Checks everything that was accepted since the last check. */
  void look() {
    customers();
    topics();
    definitions.look(published.of(published.topics().goals()));
    webhooks.look();
    for (Map<String, @Nullable Object> letter : published.of(published.topics().deadLetters())) {
      unreadable("a dead letter: " + letter, "");
    }
    definitions.remove();
    erasures.make();
    begin();
    webhooks.forget();
    ledger.forget();
  }

  @Override
  public void close() {
    published.close();
  }

  private void customers() {
    Set<String> customers = ledger.profiles.keys();
    String facts = ledger.position("customers");
    same("the profile", ledger.profiles.newest(), each(customers, id -> profile(id, facts)));
    // One more recommended event for each customer triggers a webhook with the final profile.
    Parallel.each(customers, each -> writer.write(Untouched.recommended(each)));
    String events = ledger.position("events");
    none("the list of events", ledger.events.keys(), id -> wrongEvents(id, events));
    same("the lookup", ledger.messages.newest(), each(customers, id -> lookup(id, events)));
  }

  /**
   * Checks the topics of events and customers. A transaction's records are on a topic a little
   * later than the API shows them, so it waits for the profiles.
   */
  private void topics() {
    published.readOn();
    same(
        "an event on its topic, the number",
        ledger.records.counts(),
        counts(published.of(published.topics().events()), Look::shown));
    same(
        "facts on their topic, the number",
        ledger.profiles.counts(),
        counts(published.of(published.topics().customers()), Look::customer));
    var unused =
        Await.holds(
            PATIENCE,
            Duration.ZERO,
            () -> {
              published.readOn();
              return published().equals(ledger.profiles.newest());
            });
    same("the profile on its topic", ledger.profiles.newest(), published());
  }

  /** Returns the newest published profile of each customer that was written about. */
  private Map<String, String> published() {
    Map<String, String> newest = new HashMap<>();
    for (Map<String, @Nullable Object> each : published.of(published.topics().customerProfiles())) {
      newest.put(customer(each), Profile.shown(each));
    }
    newest.keySet().retainAll(ledger.profiles.keys());
    return newest;
  }

  private static Map<String, Integer> counts(
      List<Map<String, @Nullable Object>> records,
      Function<Map<String, @Nullable Object>, String> key) {
    Noted<String> seen = new Noted<>();
    for (Map<String, @Nullable Object> each : records) {
      seen.add(key.apply(each), "");
    }
    return seen.counts();
  }

  private String profile(String customer, String position) {
    String path = "/customer?customer_id=" + ApiClient.encoded(customer);
    List<Map<String, @Nullable Object>> found = wire.all(Product.WRITTEN, path, position);
    return found.size() == 1 ? Profile.shown(found.getFirst()) : "there " + found.size() + " times";
  }

  private String lookup(String customer, String position) {
    String path = "/recommended-next-actions?customer_id=" + ApiClient.encoded(customer);
    Wire.Answer answer = wire.get(Product.WRITTEN, path, position);
    return answer.items().isEmpty()
        ? answer.toString()
        : AnnouncedMessage.shown(answer.items().getFirst());
  }

  /** Complains of events that are missing or were not accepted in the form listed. */
  private String wrongEvents(String customer, String position) {
    Set<Ledger.Event> listed = new HashSet<>();
    Set<String> ids = new HashSet<>();
    String path = "/event?limit=1000&customer_id=" + ApiClient.encoded(customer);
    for (Map<String, @Nullable Object> item : wire.all(Product.WRITTEN, path, position)) {
      String id = String.valueOf(item.get("event_id"));
      ids.add(id);
      listed.add(new Ledger.Event(id, shown(item)));
    }
    List<Ledger.Event> accepted = ledger.events.all(customer);
    boolean missing = accepted.stream().anyMatch(each -> !ids.contains(each.id()));
    return missing || !Set.copyOf(accepted).containsAll(listed)
        ? "%s, but accepted are %s".formatted(listed, accepted)
        : "";
  }

  /** Checks that everything is ready and that the account nobody writes to is served. */
  void serves() {
    if (wire.get(Product.UNTOUCHED, "/health/ready", "").status() != 200) {
      findings.notReady("/health/ready");
    }
    Untouched.problems(wire).forEach(findings::notReady);
  }

  private static String customer(Map<String, @Nullable Object> record) {
    return String.valueOf(record.get("customer_id"));
  }

  private static String shown(Map<String, @Nullable Object> event) {
    return Ledger.event(
        customer(event),
        String.valueOf(event.get("name")),
        String.valueOf(event.get("event_id")),
        StrictJson.object(event.get("properties")));
  }
}
