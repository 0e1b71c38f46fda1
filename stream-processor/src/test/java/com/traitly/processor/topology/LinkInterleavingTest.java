package com.traitly.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.Event;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.link.LinkState;
import com.traitly.testkit.Seeded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * In whatever order partitions hear of events and links, each event counts once, for the customer
 * who has claimed its id.
 */
@Seeded
final class LinkInterleavingTest {
  private static final long START = 1_750_000_000_000L;
  private static final int PARTITIONS = 3;
  private static final int FACTS = 150;
  private static final List<String> USERS = List.of("u0", "u1", "u2", "u3");
  private static final List<String> VISITORS = List.of("a0", "a1", "a2", "a3", "a4", "a5", "a6");
  private static final List<String> NAMES = List.of("Begin", "Act", "Finish");

  @TempDir Path directory;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Set<String>> links = new TreeMap<>();
  private int sent;

  @RepeatedTest(12)
  void eachEventCountsOnceForTheCustomerWhoseItIs(RandomGenerator random) {
    try (LinkPartitions partitions = new LinkPartitions(PARTITIONS, directory, START)) {
      for (int i = 0; i < FACTS; i++) {
        partitions.send(fact(random), START + ++sent);
        if (random.nextInt(30) == 0) {
          partitions.deliver(random);
        }
      }
      partitions.deliver(random);

      links.forEach((visitor, users) ->
          assertThat(owner(partitions, visitor)).as(visitor).isIn(users));
      assertThat(counts(partitions)).isEqualTo(expected(partitions));
      eraseAll(partitions, random);
    }
  }

  private Object fact(RandomGenerator random) {
    String visitor = any(VISITORS, random);
    String user = any(USERS, random);
    return switch (random.nextInt(12)) {
      case 0 -> {
        links.computeIfAbsent(visitor, unused -> new HashSet<>()).add(user);
        yield new CustomerFact.Link(user, START + sent, visitor);
      }
      // Never carried out: every user below is known, or is named by its own link first.
      case 1 -> new CustomerFact.Link(user, START + sent, user);
      case 2, 3 -> event(user, random);
      case 4 -> events.isEmpty() ? event(user, random) : again(any(events, random));
      default -> event(visitor, random);
    };
  }

  private Event event(String id, RandomGenerator random) {
    long at = START - random.nextInt(20) * 86_400_000L + random.nextInt(3);
    Event event = new Event(id, any(NAMES, random), at, START + sent, "e" + sent, Map.of());
    events.add(event);
    return event;
  }

  /** The same event, sent again by a caller who got no answer. */
  private Event again(Event event) {
    return new Event(
        event.customerId(),
        event.name(),
        event.occurredAt(),
        START + sent,
        event.eventId(),
        Map.of());
  }

  private static String owner(LinkPartitions partitions, String id) {
    return partitions.link(id) instanceof LinkState.Claimed(String customerId) ? customerId : id;
  }

  private Map<String, Long> expected(LinkPartitions partitions) {
    Map<String, Long> counts = new TreeMap<>();
    for (Event event : events) {
      counts.merge(owner(partitions, event.customerId()) + " " + event.name(), 1L, Long::sum);
    }
    return counts;
  }

  private static Map<String, Long> counts(LinkPartitions partitions) {
    Map<String, Long> counts = new TreeMap<>();
    for (List<String> ids : List.of(USERS, VISITORS)) {
      for (String id : ids) {
        CustomerState state = partitions.state(id);
        if (state != null) {
          state.totals().forEach((name, total) -> counts.put(id + " " + name, total.count()));
        }
      }
    }
    return counts;
  }

  /** Erasing all customers erases all that was linked to them, and nothing else. */
  private void eraseAll(LinkPartitions partitions, RandomGenerator random) {
    Map<String, Long> unlinked = new TreeMap<>(counts(partitions));
    unlinked.keySet().removeIf(each -> each.startsWith("u"));
    for (String user : USERS) {
      partitions.send(new CustomerFact.Erasure(user, START + sent), START + ++sent);
    }
    partitions.deliver(random);

    assertThat(counts(partitions)).isEqualTo(unlinked);
    assertThat(VISITORS)
        .allMatch(each -> partitions.link(each) instanceof LinkState.Unlinked)
        .allMatch(each -> !links.containsKey(each) || partitions.state(each) == null);
    events.removeIf(each -> links.containsKey(each.customerId()));
    for (String visitor : links.keySet()) {
      partitions.send(event(visitor, random), START + ++sent);
    }
    partitions.deliver(random);
    for (String visitor : links.keySet()) {
      assertThat(counts(partitions)).as("new").containsKey(visitor + " " + last(visitor).name());
    }
  }

  private Event last(String id) {
    return events.reversed().stream()
        .filter(each -> each.customerId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static <T> T any(List<T> of, RandomGenerator random) {
    return of.get(random.nextInt(of.size()));
  }
}
