package com.traitly.systemtests.stored;

import com.traitly.systemtests.expected.AnnouncedMessage;
import com.traitly.systemtests.expected.Profile;
import java.util.HashMap;
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

  /** An event under its id, in the form in which it must be shown. */
  record Event(String id, String shown) {}

  /** Events by customer. */
  final Noted<Event> events = new Noted<>();

  /** Events in the form in which they must be shown, by that form. */
  final Noted<String> records = new Noted<>();

  /** How each customer must be shown, after each fact. */
  final Noted<String> profiles = new Noted<>();

  /** The text of a message with all fields of each customer, after each fact. */
  final Noted<String> messages = new Noted<>();

  /** Versions of goals by name, as the answers show them. */
  final Noted<Map<String, @Nullable Object>> goals = new Noted<>();

  /** Endpoints by id, after each change. */
  final Noted<Accepted.Item> endpoints = new Noted<>();

  /** API keys by id. */
  final Noted<Accepted.Item> tokens = new Noted<>();

  private final Map<String, Profile> customers = new HashMap<>();
  private final Map<String, Long> positions = new TreeMap<>();

  /**
   * Notes an event.
   *
   * @param given the id from the request's headers; null for none
   */
  void event(Accepted.Item item, @Nullable String given) {
    Map<String, @Nullable Object> sent = item.sent();
    Map<String, @Nullable Object> properties = new LinkedHashMap<>(sent);
    properties.keySet().removeAll(NO_PROPERTIES);
    String customer = Profile.id(sent.get("customer_id"));
    Object sentId = sent.get("event_id");
    String id = item.field("event_id");
    String expected = sentId != null ? Profile.id(sentId).strip() : item.alone() ? given : null;
    if (expected == null ? !id.startsWith("evt_") && !id.equals(given) : !expected.equals(id)) {
      throw new IllegalArgumentException("the answer has another event_id: " + id);
    }
    String name = String.valueOf(sent.get("name")).strip();
    String shown = event(customer, name, id, properties);
    events.add(customer, new Event(id, shown));
    records.add(shown, shown);
  }

  /** Notes a fact, and returns how the customer must be shown now. */
  synchronized String fact(String customer, Map<String, @Nullable Object> sent) {
    Profile profile = customers.computeIfAbsent(customer, any -> new Profile());
    profile.apply(sent);
    profiles.add(customer, profile.expected());
    messages.add(customer, AnnouncedMessage.all(place -> profile.inMessage(customer, place)));
    return profile.expected();
  }

  /** Notes a change of an endpoint: the fields of this item replace the earlier ones. */
  void endpointChanged(String id, Accepted.Item changes) {
    List<Accepted.Item> known = endpoints.all(id);
    if (!known.isEmpty()) {
      Accepted.Item before = known.getLast();
      Map<String, @Nullable Object> sent = new LinkedHashMap<>(before.sent());
      sent.putAll(changes.sent());
      Map<String, @Nullable Object> answered = new LinkedHashMap<>(before.answered());
      answered.putAll(changes.answered());
      endpoints.add(id, new Accepted.Item(sent, answered, true));
    }
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

  synchronized void forget() {
    List.of(events, records, profiles, messages, goals, endpoints, tokens).forEach(Noted::forget);
    customers.clear();
  }

  /** Formats an event the same way wherever it is shown. */
  static String event(
      String customer, String name, String id, Map<String, @Nullable Object> properties) {
    return customer + " | " + name + " | " + id + " | " + properties;
  }
}
