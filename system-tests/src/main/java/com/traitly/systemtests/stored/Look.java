package com.traitly.systemtests.stored;

import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.topic.Topics;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.Parallel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that everything accepted is shown, nothing else is, and all services work. */
final class Look extends Check implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Topics topics;
  private final TopicLook published;
  private final Writer writer;
  private final DefinitionLook definitions;
  private final WebhookLook webhooks;
  private final Erasures erasures;

  Look(Product product, Run run) {
    super(run);
    topics = product.topics();
    Set<String> names = new HashSet<>();
    names.add(topics.events().name());
    names.add(topics.customers().name());
    names.add(topics.customerProfiles().name());
    names.add(topics.goals().name());
    names.add(topics.goalDrafts().name());
    names.add(topics.goalLifecycle().name());
    names.add(topics.deadLetters().name());
    Set<String> announcing = new HashSet<>();
    for (AnnouncementObject object : AnnouncementObject.values()) {
      announcing.add(topics.announcements(object).name());
    }
    names.addAll(announcing);
    published = new TopicLook(product.bootstrap(), names, announcing, findings);
    writer = new Writer(run);
    definitions = new DefinitionLook(run);
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
    String facts = ledger.position("customers");
    Parallel.each(
        ledger.profiles().entrySet(), each -> profileOf(each.getKey(), each.getValue(), facts));
    // One more recommended event for each customer triggers a webhook with the final profile.
    Parallel.each(ledger.profiles().keySet(), each -> writer.write(Untouched.recommended(each)));
    String events = ledger.position("events");
    Parallel.each(
        ledger.events().entrySet(), each -> eventsOf(each.getKey(), each.getValue(), events));
    Parallel.each(ledger.profiles().keySet(), each -> lookup(each, events));
    published.readOn();
    eventsOnTheirTopic();
    factsOnTheirTopic();
    profilesOnTheirTopic();
    definitions.look(published.of(topics.goals().name()));
    webhooks.look();
    for (Map<String, @Nullable Object> letter : published.of(topics.deadLetters().name())) {
      findings.unreadable("a dead letter: " + letter, new byte[0]);
    }
    definitions.remove();
    erasures.make();
    published.readOn();
    published.forget();
    webhooks.forget();
    ledger.forget();
  }

  @Override
  public void close() {
    published.close();
  }

  private void eventsOnTheirTopic() {
    Map<String, Integer> seen = new HashMap<>();
    for (Map<String, @Nullable Object> record : published.of(topics.events().name())) {
      seen.merge(shown(record), 1, Integer::sum);
    }
    compare("event", ledger.records(), seen);
  }

  private void factsOnTheirTopic() {
    Map<String, Integer> seen = new HashMap<>();
    for (Map<String, @Nullable Object> record : published.of(topics.customers().name())) {
      seen.merge(String.valueOf(record.get("customer_id")), 1, Integer::sum);
    }
    compare("fact of a customer", ledger.facts(), seen);
  }

  private void compare(String what, Map<String, Integer> accepted, Map<String, Integer> seen) {
    accepted.forEach((each, times) -> {
      if (!times.equals(seen.get(each))) {
        unreadable(
            "%s accepted %d times, on its topic %s times".formatted(what, times, seen.get(each)),
            each);
      }
    });
    seen.keySet().stream()
        .filter(each -> !accepted.containsKey(each))
        .forEach(each -> unreadable(what + " on its topic, and never accepted", each));
  }

  private void eventsOf(String customer, Map<String, Set<String>> accepted, String position) {
    Set<String> missing = new HashSet<>(accepted.keySet());
    String path = "/event?limit=1000&customer_id=" + ApiClient.encoded(customer);
    for (Map<String, @Nullable Object> item : wire.all(Product.WRITTEN, path, position)) {
      String id = String.valueOf(item.get("event_id"));
      missing.remove(id);
      if (!accepted.getOrDefault(id, Set.of()).contains(shown(item))) {
        unreadable(
            "an event is listed that was not accepted so: " + shown(item), accepted.toString());
      }
    }
    if (!missing.isEmpty()) {
      unreadable("events are not listed: " + missing, customer + " " + accepted);
    }
  }

  private void profileOf(String customer, Profile profile, String position) {
    String path = "/customer?customer_id=" + ApiClient.encoded(customer);
    List<Map<String, @Nullable Object>> found = wire.all(Product.WRITTEN, path, position);
    String shown = found.size() == 1 ? Profile.shown(found.getFirst()) : "as " + found.size();
    if (!shown.equals(profile.expected())) {
      unreadable("customer %s is shown %s".formatted(customer, shown), profile.expected());
    }
  }

  /**
   * Waits for the profiles: a transaction's records are on the topic a little later than the API
   * shows them.
   */
  private void profilesOnTheirTopic() {
    var unused =
        Await.holds(
            PATIENCE,
            Duration.ZERO,
            () -> {
              published.readOn();
              return wrongOnTheirTopic().isEmpty();
            });
    wrongOnTheirTopic()
        .forEach((customer, shown) ->
            unreadable("customer %s is on its topic %s".formatted(customer, shown), "see above"));
  }

  private Map<String, String> wrongOnTheirTopic() {
    Map<String, String> newest = new HashMap<>();
    for (Map<String, @Nullable Object> record : published.of(topics.customerProfiles().name())) {
      newest.put(String.valueOf(record.get("customer_id")), Profile.shown(record));
    }
    Map<String, String> wrong = new HashMap<>();
    ledger
        .profiles()
        .forEach((customer, profile) -> {
          String shown = newest.getOrDefault(customer, "not at all");
          if (!shown.equals(profile.expected())) {
            wrong.put(customer, shown);
          }
        });
    return wrong;
  }

  private void lookup(String customer, String position) {
    String path = "/recommended-next-actions?customer_id=" + ApiClient.encoded(customer);
    Wire.Answer answer = wire.get(Product.WRITTEN, path, position);
    String expected = ledger.message(customer);
    boolean same =
        !answer.items().isEmpty() && expected.equals(Message.shown(answer.items().getFirst()));
    if (!same) {
      unreadable("its lookup is answered " + answer, customer + ": " + expected);
    }
  }

  /** Checks that everything is ready and that the account nobody writes to is served. */
  void serves() {
    if (wire.get(Product.UNTOUCHED, "/health/ready", "").status() != 200) {
      findings.notReady("/health/ready");
    }
    for (String problem : Untouched.problems(wire)) {
      findings.notReady(problem);
    }
  }

  private static String shown(Map<String, @Nullable Object> event) {
    return Ledger.event(
        String.valueOf(event.get("customer_id")),
        String.valueOf(event.get("name")),
        String.valueOf(event.get("event_id")),
        StrictJson.object(event.get("properties")));
  }
}
