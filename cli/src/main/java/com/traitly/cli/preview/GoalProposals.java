package com.traitly.cli.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Proposes goals from events: each name is tried as the target within 7, 30 and 90 days of the
 * event with which most customers begin. Only windows that ended before the last event count.
 * Beyond 50,000 customers a random part of them is kept. Single-threaded.
 */
public final class GoalProposals {
  /** Fewest customers who must have reached a goal, and fewest who must not. */
  public static final int FEWEST = 20;

  private static final int CUSTOMERS = 50_000;
  private static final int ENTRIES = 400_000;
  private static final int NAMES = 200;
  private static final int PROPOSED = 5;
  private static final int ACTIONS = 3;
  private static final int[] DAYS = {7, 30, 90};

  private final Map<String, Map<String, Occurrences>> customers = new HashMap<>();
  private final Map<String, Long> names = new TreeMap<>();
  private int keepOneOf = 1;
  private int entries;
  private long last = Long.MIN_VALUE;

  /**
   * A goal that could be predicted.
   *
   * @param baseRate the share of the windows in which the goal was reached
   * @param windows the number of windows
   * @param definition body for {@code PUT /goal/{name}}
   */
  public record Proposal(String name, double baseRate, long windows, ObjectNode definition) {
    /** Most for a goal that about half reach, and for many windows. */
    double worth() {
      return windows * baseRate * (1 - baseRate);
    }
  }

  /** Adds an event as it is sent; one without a time cannot help. */
  public void add(ObjectNode event) {
    OptionalLong at = Times.parse(event.path("created_at"));
    JsonNode customer = event.path("customer_id");
    String name = event.path("name").asText();
    if (at.isEmpty() || name.isBlank() || !isKept(customer.asText())) {
      return;
    }
    if (names.size() >= NAMES && !names.containsKey(name)) {
      return;
    }
    names.merge(name, 1L, Long::sum);
    last = Math.max(last, at.getAsLong());
    Map<String, Occurrences> events =
        customers.computeIfAbsent(customer.asText(), id -> new HashMap<>());
    int before = events.size();
    events.computeIfAbsent(name, of -> new Occurrences()).add(at.getAsLong());
    entries += before == events.size() ? 0 : 1;
    while (customers.size() > CUSTOMERS || entries > ENTRIES) {
      keepOneOf *= 2;
      customers.keySet().removeIf(id -> !isKept(id));
      entries = customers.values().stream().mapToInt(Map::size).sum();
    }
  }

  /** The proposals, the most instructive first; each target once, with its best window. */
  public List<Proposal> proposals() {
    List<Proposal> found = new ArrayList<>();
    String entry = beginning();
    for (String target : names.keySet()) {
      List<Proposal> ofTarget = new ArrayList<>();
      for (int days : DAYS) {
        proposal(entry, target, days).ifPresent(ofTarget::add);
      }
      ofTarget.stream().max(Comparator.comparingDouble(Proposal::worth)).ifPresent(found::add);
    }
    found.sort(Comparator.comparingDouble(Proposal::worth).reversed());
    return found.subList(0, Math.min(PROPOSED, found.size()));
  }

  /** The event that is the first of most customers; an empty text without customers. */
  private String beginning() {
    Map<String, Long> first = new TreeMap<>();
    for (Map<String, Occurrences> events : customers.values()) {
      events.entrySet().stream()
          .min(Comparator.comparingLong(event -> event.getValue().first))
          .ifPresent(event -> first.merge(event.getKey(), 1L, Long::sum));
    }
    return first.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private Optional<Proposal> proposal(String begin, String target, int days) {
    long length = TimeUnit.DAYS.toMillis(days);
    long windows = 0;
    long reached = 0;
    for (Map<String, Occurrences> events : customers.values()) {
      Occurrences entries = events.get(begin);
      if (entries == null || entries.first + length > last) {
        continue;
      }
      long entry = entries.first;
      windows++;
      Occurrences done = events.get(target);
      if (done != null && done.after(entry) <= entry + length) {
        reached++;
      }
    }
    if (reached < FEWEST || windows - reached < FEWEST) {
      return Optional.empty();
    }
    double rate = (double) reached / windows;
    return Optional.of(
        new Proposal(
            "%s within %d days".formatted(target, days),
            rate,
            windows,
            definition(begin, target, days)));
  }

  private ObjectNode definition(String begin, String target, int days) {
    ObjectNode goal = Json.object();
    goal.putObject("entry").putObject("on").put("event", begin);
    goal.putObject("window").put("days", days);
    goal.putObject("target").putArray("any").addObject().put("event", target);
    names.entrySet().stream()
        .filter(name -> !name.getKey().equals(target))
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(ACTIONS)
        .forEach(name -> goal.withArray("actions").addObject().put("event_name", name.getKey()));
    return goal;
  }

  private boolean isKept(String customer) {
    // The low bits decide, which a text's hash spreads well enough.
    return Math.floorMod(customer.hashCode() * 0x9E3779B9 >>> 8, keepOneOf) == 0;
  }

  /** The two earliest instants of one event of one customer. */
  private static final class Occurrences {
    private long first = Long.MAX_VALUE;
    private long second = Long.MAX_VALUE;

    void add(long at) {
      if (at < first) {
        second = first;
        first = at;
      } else {
        second = Math.min(second, at);
      }
    }

    /** The first that is not at the entry itself. */
    long after(long entry) {
      return first > entry ? first : second;
    }
  }
}
