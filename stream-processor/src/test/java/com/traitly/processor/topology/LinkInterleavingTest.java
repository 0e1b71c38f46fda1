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
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * In whatever order partitions hear of events and links, each event counts once, for the customer
 * who has claimed its id.
 */
@Seeded
@Tag("thorough")
final class LinkInterleavingTest {
  private static final long START = 1_750_000_000_000L;
  private static final int PARTITIONS = 3;
  private static final int FACTS = 150;
  private static final List<String> USERS = List.of("u0", "u1", "u2", "u3");
  private static final List<String> VISITORS = List.of("a0", "a1", "a2", "a3", "a4", "a5", "a6");
  private static final List<String> ALL = Stream.concat(USERS.stream(), VISITORS.stream()).toList();
  private static final List<String> NAMES = List.of("Begin", "Act", "Finish");

  @TempDir Path directory;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Set<String>> links = new TreeMap<>();
  private int sent;

  @RepeatedTest(8)
  void eachEventCountsOnceForTheCustomerWhoseItIs(RandomGenerator random) {
    run(random, false);
  }

  /** Customers are linked to one another and to themselves, too; what is refused moves nothing. */
  @RepeatedTest(8)
  void noLinkOfCustomersMakesAChainOrACircle(RandomGenerator random) {
    run(random, true);
  }

  private void run(RandomGenerator random, boolean mixed) {
    try (LinkPartitions partitions = new LinkPartitions(PARTITIONS, directory, START)) {
      for (int i = 0; i < FACTS; i++) {
        partitions.send(fact(random, mixed), START + ++sent);
        if (random.nextInt(30) == 0) {
          partitions.deliver(random);
        }
      }
      partitions.deliver(random);

      links.forEach(
          (visitor, users) -> assertThat(owner(partitions, visitor)).as(visitor).isIn(users));
      for (String id : ALL) {
        String owner = owner(partitions, id);
        assertThat(owner(partitions, owner)).as("customer of %s", id).isEqualTo(owner);
      }
      assertThat(counts(partitions)).isEqualTo(expected(partitions));
      if (!mixed) {
        assertThat(partitions.refused()).isEqualTo(refusals(partitions));
      }
      eraseAll(partitions, random);
    }
  }

  private Object fact(RandomGenerator random, boolean mixed) {
    String visitor = any(VISITORS, random);
    String user = any(USERS, random);
    return switch (random.nextInt(12)) {
      case 0 -> link(user, visitor, mixed);
      case 1 -> mixed ? link(user, any(USERS, random), true) : event(user, random);
      case 2, 3 -> event(user, random);
      case 4 -> events.isEmpty() ? event(user, random) : again(any(events, random));
      default -> event(visitor, random);
    };
  }

  private CustomerFact.Link link(String customer, String anonymousId, boolean mixed) {
    Set<String> named = links.computeIfAbsent(anonymousId, unused -> new HashSet<>());
    named.add(customer);
    if (mixed) {
      named.add(anonymousId); // the link may be refused
    }
    return new CustomerFact.Link(customer, START + sent, anonymousId);
  }

  /** How many links came too late: each customer but one who names an anonymous id is told once. */
  private long refusals(LinkPartitions partitions) {
    return links.entrySet().stream()
        .mapToLong(each ->
            each.getValue().stream()
                .filter(user -> !user.equals(owner(partitions, each.getKey())))
                .count())
        .sum();
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
    for (String id : ALL) {
      CustomerState state = partitions.state(id);
      if (state != null) {
        state.totals().forEach((name, total) -> counts.put(id + " " + name, total.count()));
      }
    }
    return counts;
  }

  /** Erasing all customers erases all that was linked to them, and nothing else. */
  private void eraseAll(LinkPartitions partitions, RandomGenerator random) {
    Map<String, Long> left = new TreeMap<>(counts(partitions));
    left.keySet().removeIf(each -> each.startsWith("u"));
    List<String> linked =
        VISITORS.stream().filter(each -> !owner(partitions, each).equals(each)).toList();
    for (String user : USERS) {
      partitions.send(new CustomerFact.Erasure(user, START + sent), START + ++sent);
    }
    partitions.deliver(random);

    assertThat(counts(partitions)).isEqualTo(left);
    assertThat(ALL).allMatch(each -> partitions.link(each) instanceof LinkState.Unlinked);
    for (String visitor : linked) {
      Event late = again(new Event(visitor, "Late", START, START, "late" + visitor, Map.of()));
      partitions.send(late, START);
      partitions.send(event(visitor, random), START + ++sent);
    }
    partitions.deliver(random);
    assertThat(counts(partitions)).allSatisfy((id, count) -> assertThat(id).doesNotEndWith("Late"));
    assertThat(counts(partitions).values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(left.values().stream().mapToLong(Long::longValue).sum() + linked.size());
  }

  private static <T> T any(List<T> of, RandomGenerator random) {
    return of.get(random.nextInt(of.size()));
  }
}
