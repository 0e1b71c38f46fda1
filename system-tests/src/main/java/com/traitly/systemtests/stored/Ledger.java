package com.traitly.systemtests.stored;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was accepted since the last check and must therefore be found. Thread-safe. */
final class Ledger {
  private static final Set<String> NO_PROPERTIES =
      Set.of("customer_id", "name", "created_at", "event_id");

  /** Events by customer and id, in all forms that were accepted under that id. */
  private final Map<String, Map<String, Set<String>>> events = new HashMap<>();

  private final Map<String, Integer> records = new HashMap<>();
  private final Map<String, Profile> profiles = new HashMap<>();
  private final Map<String, Integer> facts = new HashMap<>();
  private final Map<String, Set<String>> messages = new HashMap<>();
  private final Map<String, List<Map<String, @Nullable Object>>> goals = new HashMap<>();
  private final Map<String, Accepted.Item> endpoints = new HashMap<>();
  private final Map<String, Accepted.Item> tokens = new HashMap<>();
  private final Map<String, Long> positions = new TreeMap<>();

  /**
   * Notes an event.
   *
   * @param given the id from the request's headers; null for none
   */
  synchronized void event(Accepted.Item item, @Nullable String given) {
    Map<String, @Nullable Object> sent = item.sent();
    Map<String, @Nullable Object> properties = new LinkedHashMap<>(sent);
    properties.keySet().removeAll(NO_PROPERTIES);
    String customer = Profile.id(sent.get("customer_id"));
    Object sentId = sent.get("event_id");
    String id = String.valueOf(item.answered().get("event_id"));
    String expected = sentId != null ? Profile.id(sentId).strip() : item.alone() ? given : null;
    if (expected == null ? !id.startsWith("evt_") && !id.equals(given) : !expected.equals(id)) {
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

  /** Notes a fact, and returns how the customer must be shown now. */
  synchronized String fact(String customer, Map<String, @Nullable Object> sent) {
    Profile profile = profiles.computeIfAbsent(customer, any -> new Profile());
    profile.apply(sent);
    facts.merge(customer, 1, Integer::sum);
    messages.computeIfAbsent(customer, any -> new HashSet<>()).add(message(customer, profile));
    return profile.expected();
  }

  /** Notes a version of a goal, as the answer shows it. */
  synchronized void goal(String name, Map<String, @Nullable Object> shown) {
    goals.computeIfAbsent(name, any -> new ArrayList<>()).add(shown);
  }

  synchronized void endpoint(Accepted.Item item) {
    endpoints.put(String.valueOf(item.answered().get("id")), item);
  }

  /** Notes a change of an endpoint: the fields of this item replace the earlier ones. */
  synchronized void endpointChanged(String id, Accepted.Item changes) {
    endpoints.computeIfPresent(
        id,
        (any, before) ->
            new Accepted.Item(
                with(before.sent(), changes.sent()),
                with(before.answered(), changes.answered()),
                true));
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> changes) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(before);
    all.putAll(changes);
    return all;
  }

  synchronized void token(Accepted.Item item) {
    tokens.put(String.valueOf(item.answered().get("id")), item);
  }

  /** Notes the position of a write from the header of its answer. */
  synchronized void wrote(String header) {
    for (String each : header.isEmpty() ? new String[0] : header.split(",", -1)) {
      int at = each.lastIndexOf('@');
      positions.merge(each.substring(0, at), Long.parseLong(each.substring(at + 1)), Math::max);
    }
  }

  /** Returns a position header that asks for all noted writes to this topic. */
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

  /** Returns how many records of each event must exist. */
  Map<String, Integer> records() {
    return records;
  }

  Map<String, Profile> profiles() {
    return profiles;
  }

  /** Returns how many facts of each customer must exist. */
  Map<String, Integer> facts() {
    return facts;
  }

  /** Returns, for each customer, the texts that a message with all fields may have had so far. */
  Map<String, Set<String>> messages() {
    return messages;
  }

  /** Returns the text of a message with all fields for a customer. */
  String message(String customer) {
    return message(customer, profiles.getOrDefault(customer, new Profile()));
  }

  private static String message(String customer, Profile profile) {
    return Message.all(place -> profile.inMessage(customer, place));
  }

  /** Returns all versions of each goal, oldest first. */
  Map<String, List<Map<String, @Nullable Object>>> goals() {
    return goals;
  }

  /** Returns the endpoints by id. */
  Map<String, Accepted.Item> endpoints() {
    return endpoints;
  }

  /** Returns the API keys by id. */
  Map<String, Accepted.Item> tokens() {
    return tokens;
  }

  synchronized void forget() {
    events.clear();
    records.clear();
    profiles.clear();
    facts.clear();
    messages.clear();
    goals.clear();
    endpoints.clear();
    tokens.clear();
  }

  /** Formats an event the same way wherever it is shown. */
  static String event(
      String customer, String name, String id, Map<String, @Nullable Object> properties) {
    return customer + " | " + name + " | " + id + " | " + properties;
  }
}
