package com.traitly.systemtests.stored;

import com.traitly.systemtests.expected.Echo;
import com.traitly.systemtests.expected.StrictJson;
import com.traitly.testkit.OddNames;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.client.WebhookSignatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that all accepted goals, endpoints and API keys are stored as sent, and no others are. */
final class Definitions extends Check {
  private static final String OLD = "plain";
  private static final List<String> MASKED = List.of("url", "headers");

  /** The fields that are shown once, when a definition is created, and never in lists. */
  private static final Set<String> SECRET = Set.of("secret", "key");

  private final EndpointChanges changes;
  private final List<Listed> listed;

  /**
   * Where definitions of a kind are listed.
   *
   * @param topic where they are written
   * @param accepted those that were accepted, by id
   * @param before the ids of those that existed before the first check
   */
  private record Listed(
      String path, String topic, Noted<Accepted.Item> accepted, Set<String> before) {}

  /** Notes the API keys and endpoints that exist now; later checks ignore them. */
  Definitions(Run run) {
    super(run);
    changes = new EndpointChanges(run);
    listed =
        List.of(
            new Listed(
                "/webhook", "webhooks", ledger.endpoints, listed("/webhook", "", "id").keySet()),
            new Listed("/token", "tokens", ledger.tokens, listed("/token", "", "id").keySet()));
  }

  /** Checks everything that was accepted since the last check. */
  void look(List<Map<String, @Nullable Object>> goalRecords) {
    goals(goalRecords);
    listed.forEach(this::definitions);
    changes.make();
    definitions(listed.getFirst());
    Map<String, Accepted.Item> endpoints = ledger.endpoints.newest();
    endpoints.values().removeIf(each -> !receiver.isMeant(each));
    none(
        "a sample",
        endpoints.keySet(),
        id -> sample(id, Objects.requireNonNull(endpoints.get(id))));
  }

  /** Deletes everything that was accepted since the last check, to make room. */
  void remove() {
    List<String> paths = new ArrayList<>();
    ledger.goals.keys().forEach(name -> paths.add("/goal/" + OddNames.encode(name)));
    listed.forEach(kind -> kind.accepted.keys().forEach(id -> paths.add(kind.path + "/" + id)));
    none(
        "DELETE is answered",
        paths,
        path -> {
          Wire.Answer answer = wire.ask(Product.DEFINED, "DELETE", path);
          return answer.status() == 200 ? "" : answer.toString();
        });
  }

  /** Checks the list of goals, each of them, and that their topic holds every version in order. */
  private void goals(List<Map<String, @Nullable Object>> records) {
    String position = ledger.position("goals");
    Map<String, Map<String, @Nullable Object>> shown = listed("/goal", position, "name");
    if (shown.remove(OLD) == null) {
      unreadable("a goal is no longer listed", OLD);
    }
    same("a goal in the list", ledger.goals.newest(), shown);
    same(
        "a goal",
        ledger.goals.newest(),
        each(ledger.goals.keys(), name -> goal("/goal/" + OddNames.encode(name), position)));
    Noted<Map<String, @Nullable Object>> published = new Noted<>();
    for (Map<String, @Nullable Object> each : records) {
      published.add(String.valueOf(each.get("name")), each);
    }
    same("a goal on its topic", ledger.goals.all(), published.all());
  }

  private Map<String, @Nullable Object> goal(String path, String position) {
    Wire.Answer answer = wire.get(Product.DEFINED, path, position);
    return without(
        List.of("backfill"), answer.items().isEmpty() ? answer.json() : answer.items().getFirst());
  }

  private void definitions(Listed kind) {
    Map<String, Map<String, @Nullable Object>> expected = new HashMap<>();
    kind.before.forEach(id -> expected.put(id, Map.of("id", id)));
    kind.accepted
        .newest()
        .forEach((id, item) -> {
          expected.put(id, without(SECRET, item.answered()));
          if (!Echo.definition(without(MASKED, item.sent()), without(MASKED, item.answered()))) {
            unreadable(kind.path + " is answered as " + item.answered(), item.sent().toString());
          }
        });
    Map<String, Map<String, @Nullable Object>> shown =
        listed(kind.path, ledger.position(kind.topic), "id");
    // What nobody sent may be shown as well, but never a secret.
    shown.forEach((id, item) ->
        item.keySet()
            .removeIf(field ->
                !SECRET.contains(field) && !expected.getOrDefault(id, item).containsKey(field)));
    same(kind.path + " in the list", expected, shown);
  }

  /** Sends a sample, and complains about its address, its headers or its signature. */
  private String sample(String id, Accepted.Item item) {
    String segment = item.url().replaceFirst("^http://[^/]*/", "").split("[/?]", 2)[0];
    Wire.Answer answer = wire.ask(Product.DEFINED, "POST", "/webhook/" + id + "/test");
    ReceivedRequest request = receiver.sample(segment);
    if (answer.status() != 200 || request == null) {
      return "is answered %s and did not come; it is of %s".formatted(answer, item.sent());
    }
    boolean headers =
        StrictJson.object(item.sent().get("headers")).entrySet().stream()
            .allMatch(each ->
                List.of(String.valueOf(each.getValue()).strip())
                    .equals(request.headers().get(each.getKey().toLowerCase(Locale.ROOT))));
    String url = item.field("url");
    boolean addressed = url.contains("***") || url.endsWith(request.path());
    boolean signed = new WebhookSignatures(item.field("secret")).match(request);
    return headers && addressed && signed
        ? ""
        : "came to %s with %s; it is of %s".formatted(request.path(), request.headers(), item);
  }

  private Map<String, Map<String, @Nullable Object>> listed(
      String path, String position, String key) {
    Map<String, Map<String, @Nullable Object>> shown = new HashMap<>();
    wire.all(Product.DEFINED, path, position)
        .forEach(item -> shown.put(String.valueOf(item.get(key)), item));
    return shown;
  }

  private static Map<String, @Nullable Object> without(
      Iterable<String> fields, Map<String, @Nullable Object> definition) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>(definition);
    fields.forEach(shown::remove);
    return shown;
  }
}
