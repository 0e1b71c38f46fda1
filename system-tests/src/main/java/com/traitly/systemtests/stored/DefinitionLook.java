package com.traitly.systemtests.stored;

import com.traitly.testkit.OddNames;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.client.Parallel;
import com.traitly.testkit.client.WebhookSignatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that all accepted goals, endpoints and API keys are stored as sent, and no others are. */
final class DefinitionLook extends Check {
  private static final String OLD = "plain";
  private static final List<String> MASKED = List.of("url", "headers");

  private final EndpointChanges changes;
  private final Set<String> tokensBefore;
  private final Set<String> endpointsBefore;

  /** Notes the API keys and endpoints that exist now; later checks ignore them. */
  DefinitionLook(Run run) {
    super(run);
    changes = new EndpointChanges(run);
    tokensBefore = Set.copyOf(listed("/token", "", "id").keySet());
    endpointsBefore = Set.copyOf(listed("/webhook", "", "id").keySet());
  }

  /** Checks everything that was accepted since the last check. */
  void look(List<Map<String, @Nullable Object>> goalRecords) {
    goals();
    versions(goalRecords);
    definitions("/webhook", "webhooks", endpointsBefore, ledger.endpoints());
    definitions("/token", "tokens", tokensBefore, ledger.tokens());
    changes.make();
    definitions("/webhook", "webhooks", endpointsBefore, ledger.endpoints());
    Parallel.each(
        ledger.endpoints().values().stream().filter(receiver::isMeant).toList(), this::sample);
  }

  /** Deletes everything that was accepted since the last check, to make room. */
  void remove() {
    List<String> paths = new ArrayList<>();
    ledger.goals().keySet().forEach(name -> paths.add("/goal/" + OddNames.encode(name)));
    ledger.endpoints().keySet().forEach(id -> paths.add("/webhook/" + id));
    ledger.tokens().keySet().forEach(id -> paths.add("/token/" + id));
    Parallel.each(
        paths,
        path -> {
          Wire.Answer answer = wire.ask(Product.DEFINED, "DELETE", path);
          if (answer.status() != 200) {
            unreadable("DELETE %s is answered %s".formatted(path, answer), path);
          }
        });
  }

  private void goals() {
    String position = ledger.position("goals");
    Map<String, Map<String, @Nullable Object>> listed = listed("/goal", position, "name");
    Set<String> names = new HashSet<>(listed.keySet());
    names.removeAll(ledger.goals().keySet());
    if (!names.equals(Set.of(OLD))) {
      unreadable("goals are listed that were not accepted: " + names, "");
    }
    ledger
        .goals()
        .forEach((name, versions) -> {
          if (!versions.getLast().equals(listed.get(name))) {
            unreadable("a goal is listed as " + listed.get(name), versions.getLast().toString());
          }
        });
    Parallel.each(
        ledger.goals().entrySet(),
        each -> {
          Wire.Answer answer =
              wire.get(Product.DEFINED, "/goal/" + OddNames.encode(each.getKey()), position);
          Map<String, @Nullable Object> item =
              answer.items().isEmpty() ? answer.json() : answer.items().getFirst();
          item.remove("backfill");
          if (!each.getValue().getLast().equals(item)) {
            unreadable("a goal is shown as " + answer, each.getValue().getLast().toString());
          }
        });
  }

  /**
   * Checks that the topic holds every accepted version of each goal, in order, and nothing else.
   */
  private void versions(List<Map<String, @Nullable Object>> records) {
    Map<String, List<Map<String, @Nullable Object>>> published = new HashMap<>();
    for (Map<String, @Nullable Object> record : records) {
      published
          .computeIfAbsent(String.valueOf(record.get("name")), any -> new ArrayList<>())
          .add(record);
    }
    Set<String> names = new HashSet<>(published.keySet());
    names.addAll(ledger.goals().keySet());
    for (String name : names) {
      if (!Objects.equals(published.get(name), ledger.goals().get(name))) {
        unreadable(
            "a goal is on its topic as " + published.get(name),
            name + ": " + ledger.goals().get(name));
      }
    }
  }

  private void definitions(
      String path, String topic, Set<String> before, Map<String, Accepted.Item> accepted) {
    Map<String, Map<String, @Nullable Object>> listed = listed(path, ledger.position(topic), "id");
    accepted.forEach((id, item) -> {
      Map<String, @Nullable Object> found = listed.getOrDefault(id, Map.of());
      boolean same =
          item.answered().entrySet().stream()
              .filter(field -> found.containsKey(field.getKey()) || !isSecret(field.getKey()))
              .allMatch(field -> Objects.equals(field.getValue(), found.get(field.getKey())));
      if (!same || !Echo.definition(unmasked(item.sent()), unmasked(item.answered()))) {
        unreadable(
            "%s is answered as %s and listed as %s".formatted(path, item.answered(), found),
            item.sent().toString());
      }
    });
    Set<String> others = new HashSet<>(listed.keySet());
    others.removeAll(accepted.keySet());
    if (!others.equals(before)) {
      unreadable(path + " lists what was not accepted: " + others, "");
    }
  }

  /** Sends a sample and checks its address, its headers and its signature. */
  private void sample(Accepted.Item item) {
    String id = String.valueOf(item.answered().get("id"));
    String segment =
        String.valueOf(item.sent().get("url"))
            .replaceFirst("^http://[^/]*/", "")
            .split("[/?]", 2)[0];
    Wire.Answer answer = wire.ask(Product.DEFINED, "POST", "/webhook/" + id + "/test");
    ReceivedRequest request = receiver.sample(segment);
    if (answer.status() != 200 || request == null) {
      unreadable(
          "a sample is answered %s and did not come".formatted(answer), item.sent().toString());
      return;
    }
    Map<String, List<String>> expected = new LinkedHashMap<>();
    StrictJson.object(item.sent().get("headers"))
        .forEach((name, value) ->
            expected.put(name.toLowerCase(Locale.ROOT), List.of(String.valueOf(value).strip())));
    boolean headers =
        expected.entrySet().stream()
            .allMatch(each -> each.getValue().equals(request.headers().get(each.getKey())));
    String url = String.valueOf(item.answered().get("url"));
    boolean addressed = url.contains("***") || url.endsWith(request.path());
    if (!headers
        || !addressed
        || !new WebhookSignatures(String.valueOf(item.answered().get("secret"))).match(request)) {
      unreadable(
          "a sample came to %s with %s".formatted(request.path(), request.headers()),
          item.answered() + " as of " + item.sent());
    }
  }

  private Map<String, Map<String, @Nullable Object>> listed(
      String path, String position, String key) {
    Map<String, Map<String, @Nullable Object>> listed = new HashMap<>();
    wire.all(Product.DEFINED, path, position)
        .forEach(item -> listed.put(String.valueOf(item.get(key)), item));
    return listed;
  }

  private static Map<String, @Nullable Object> unmasked(Map<String, @Nullable Object> definition) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>(definition);
    MASKED.forEach(shown::remove);
    return shown;
  }

  /** Says whether the field is shown once, when it is created, and never in lists. */
  private static boolean isSecret(String field) {
    return field.equals("secret") || field.equals("key");
  }
}
