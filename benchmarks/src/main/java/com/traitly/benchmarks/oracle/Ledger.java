package com.traitly.benchmarks.oracle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was accepted since the last look, and so must be found. Thread-safe. */
final class Ledger {
  private static final Set<String> NO_PROPERTIES =
      Set.of("customer_id", "name", "created_at", "event_id");

  /** Events by customer; each by its id, in all forms accepted under that id. */
  private final Map<String, Map<String, Set<String>>> events = new HashMap<>();

  private final Map<String, Integer> records = new HashMap<>();
  private final Map<String, Profile> profiles = new HashMap<>();
  private final Map<String, Integer> facts = new HashMap<>();
  private final Map<String, String> goals = new HashMap<>();
  private final Map<String, Long> positions = new TreeMap<>();

  synchronized void event(Accepted.Item item) {
    Map<String, @Nullable Object> sent = item.sent();
    Map<String, @Nullable Object> properties = new LinkedHashMap<>(sent);
    properties.keySet().removeAll(NO_PROPERTIES);
    String customer = Profile.id(sent.get("customer_id"));
    Object sentId = sent.get("event_id");
    String id = String.valueOf(item.answered().get("event_id"));
    if (sentId != null && !Profile.id(sentId).strip().equals(id)) {
      throw new IllegalArgumentException("the answer has another event_id: " + id);
    }
    String name = String.valueOf(sent.get("name")).strip();
    String shown = event(customer, name, id, properties);
    events
        .computeIfAbsent(customer, any -> new HashMap<>())
        .computeIfAbsent(id, any -> new HashSet<>())
        .add(shown);
    records.merge(shown, 1, Integer::sum);
  }

  synchronized void fact(String customer, Map<String, @Nullable Object> sent) {
    profiles.computeIfAbsent(customer, any -> new Profile()).apply(sent);
    facts.merge(customer, 1, Integer::sum);
  }

  synchronized void goal(String name, @Nullable Object shown) {
    goals.put(name, String.valueOf(shown));
  }

  /** How far an answer says that it wrote. */
  synchronized void wrote(String header) {
    for (String each : header.isEmpty() ? new String[0] : header.split(",", -1)) {
      int at = each.lastIndexOf('@');
      positions.merge(each.substring(0, at), Long.parseLong(each.substring(at + 1)), Math::max);
    }
  }

  /** A header that asks for state with all that, but for topics that no reader waits for. */
  synchronized String position(String topic) {
    StringBuilder header = new StringBuilder();
    positions.forEach((partition, offset) -> {
      if (partition.replaceFirst("-\\d+$", "").endsWith(topic)) {
        header.append(header.isEmpty() ? "" : ",").append(partition).append('@').append(offset);
      }
    });
    return header.toString();
  }

  Map<String, Map<String, Set<String>>> events() {
    return events;
  }

  /** How many records there must be of each event. */
  Map<String, Integer> records() {
    return records;
  }

  Map<String, Profile> profiles() {
    return profiles;
  }

  /** How many facts there must be of each customer. */
  Map<String, Integer> facts() {
    return facts;
  }

  /** The newest version of each goal, as its answer shows it. */
  Map<String, String> goals() {
    return goals;
  }

  synchronized void forget() {
    events.clear();
    records.clear();
    profiles.clear();
    facts.clear();
    goals.clear();
  }

  /** One form for an event wherever it is shown. */
  static String event(
      String customer, String name, String id, Map<String, @Nullable Object> properties) {
    return customer + " | " + name + " | " + id + " | " + properties;
  }
}
