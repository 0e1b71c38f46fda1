package com.traitly.processor.customer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.contracts.wire.Json;
import com.traitly.contracts.wire.Problems;
import com.traitly.processor.customer.NaiveWindows.Sent;
import com.traitly.processor.customer.NaiveWindows.Window;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalTrack;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/**
 * State is a pure function of the set of facts: events in any order and repeated as often as they
 * like, among profiles in the order in which they were accepted, come out as a naive search of all
 * facts says.
 */
@Seeded
class CustomerFactsPropertyTest {
  private static final List<String> NAMES = List.of("try", "buy", "look", "click", "answer");
  private static final List<GoalRules> GOALS =
      List.of(
          goal("created", "'customer_created'", 40, "{'event': 'buy', 'count': 2}", "never"),
          goal(
              "filtered",
              "'customer_created', 'where': {'plan': ['Trial'], 'tier': ['a', 'b']}",
              60,
              "{'plan': ['Pro']}, {'attribute': 'seats', 'above': 3}",
              "never"),
          goal(
              "first",
              "{'event': 'try'}",
              30,
              "{'event': 'buy'}, {'event': 'look', 'count': 3}",
              "never"),
          goal(
              "paying",
              "{'event': 'look'}",
              50,
              "{'monthly_payment_amount': {'above': 10}}",
              "never"),
          goal("same", "{'event': 'buy'}", 30, "{'event': 'buy', 'count': 2}", "never"),
          goal("again", "{'event': 'buy'}", 20, "{'event': 'buy'}", "always"),
          goal(
              "often",
              "{'event': 'try'}",
              15,
              "{'event': 'answer', 'count': 2}, {'event': 'look', 'count': 2}",
              "always"),
          goal(
              "tiered",
              "{'event': 'click'}, 'where': {'tier': ['a']}",
              25,
              "{'attribute': 'tier', 'in': ['b']}, {'event': 'buy', 'count': 3}",
              "always"));
  private static final long HOUR = 3_600;

  /** Events may be repeated and reordered; the profiles are in the order accepted. */
  private record Facts(List<Event> events, List<Sent> profiles) {}

  private static final class Customer {
    final CustomerState state = new CustomerState();
    final CustomerTimeline timeline = new CustomerTimeline(state, new MemoryPages());
    final CustomerFacts facts = new CustomerFacts(state, timeline, GOALS);
  }

  @RepeatedTest(400)
  void anyOrderAndRepetitionGivesWhatANaiveSearchFinds(RandomGenerator random) {
    Facts facts = facts(random, 1 + random.nextInt(60));
    List<Event> shuffled = new ArrayList<>(facts.events());
    for (int i = random.nextInt(8); i > 0; i--) {
      shuffled.add(facts.events().get(random.nextInt(facts.events().size())));
    }
    Collections.shuffle(shuffled, new Random(random.nextLong()));

    assertThat(outcome(apply(random, shuffled, facts.profiles()))).isEqualTo(naive(facts));
  }

  @RepeatedTest(150)
  void factsInTheOrderTheyHappenedGiveTheSame(RandomGenerator random) {
    Facts facts = facts(random, 1 + random.nextInt(60));
    List<Event> inOrder = new ArrayList<>(facts.events());
    inOrder.sort(java.util.Comparator.comparingLong(Event::countedAt));
    Customer customer = new Customer();
    int sent = 0;
    for (Event event : inOrder) {
      while (sent < facts.profiles().size()
          && facts.profiles().get(sent).from() <= event.countedAt()) {
        apply(customer, facts.profiles().get(sent++));
      }
      customer.facts.apply(event);
    }
    while (sent < facts.profiles().size()) {
      apply(customer, facts.profiles().get(sent++));
    }

    assertThat(outcome(customer)).isEqualTo(naive(facts));
  }

  @RepeatedTest(5)
  void aLongHistoryGivesTheSame(RandomGenerator random) {
    Facts facts = facts(random, 2_000);
    List<Event> shuffled = new ArrayList<>(facts.events());
    shuffled.addAll(facts.events().subList(0, 700));
    Collections.shuffle(shuffled, new Random(random.nextLong()));

    assertThat(outcome(apply(random, shuffled, facts.profiles()))).isEqualTo(naive(facts));
  }

  @RepeatedTest(100)
  void stateSurvivesBeingWrittenAndRead(RandomGenerator random) {
    Facts facts = facts(random, 1 + random.nextInt(100));
    Customer customer = apply(random, facts.events(), facts.profiles());

    byte[] bytes = CustomerStateCodec.write(customer.state);

    assertThat(CustomerStateCodec.write(CustomerStateCodec.read(bytes))).isEqualTo(bytes);
  }

  private static Facts facts(RandomGenerator random, int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Few different instants, so that events often fall into the same second.
      long receivedAt = (80 + random.nextLong(20)) * HOUR;
      long at = random.nextInt(10) == 0 ? receivedAt + 5 * HOUR : random.nextLong(80) * HOUR;
      String name = NAMES.get(random.nextInt(NAMES.size()));
      events.add(new Event("c", name, at, receivedAt, "id" + i, Map.of()));
    }
    List<Sent> profiles = new ArrayList<>();
    long from = random.nextLong(60) * HOUR;
    long createdAt = random.nextBoolean() ? from : random.nextLong(60) * HOUR;
    for (int i = random.nextInt(5); i > 0; i--) {
      profiles.add(new Sent(from, profile(random, createdAt)));
      from += random.nextLong(15) * HOUR;
    }
    return new Facts(events, profiles);
  }

  private static CustomerProfile profile(RandomGenerator random, long createdAt) {
    Map<String, JsonNode> attributes = new HashMap<>();
    attributes.put("tier", TextNode.valueOf(random.nextBoolean() ? "a" : "b"));
    attributes.put("seats", IntNode.valueOf(random.nextInt(6)));
    return new CustomerProfile(
        "c",
        createdAt,
        true,
        "Ann",
        null,
        random.nextInt(3) == 0 ? "Pro" : "Trial",
        random.nextBoolean() ? null : IntNode.valueOf(random.nextInt(20)),
        null,
        null,
        null,
        attributes);
  }

  private static Customer apply(RandomGenerator random, List<Event> events, List<Sent> profiles) {
    Customer customer = new Customer();
    int sent = 0;
    for (Event event : events) {
      while (sent < profiles.size() && random.nextInt(events.size()) < 4) {
        apply(customer, profiles.get(sent++));
      }
      customer.facts.apply(event);
    }
    while (sent < profiles.size()) {
      apply(customer, profiles.get(sent++));
    }
    return customer;
  }

  private static void apply(Customer customer, Sent sent) {
    customer.facts.apply(sent.profile(), sent.from());
  }

  /** Totals, and of each goal all windows, as the state and as a fold of the timeline have them. */
  private static String outcome(Customer customer) {
    customer.facts.reconcile();
    Map<String, String> lines = new TreeMap<>();
    customer.state.totals().forEach((name, total) -> lines.put(name, total.count() + "x"));
    for (GoalRules rules : GOALS) {
      GoalTrack track = requireNonNull(customer.state.goals().get(rules.goal().name())).track();
      GoalTrack folded =
          GoalFold.whole(
              rules, CustomerFacts.history(customer.state, customer.timeline, Long.MIN_VALUE));
      lines.put(
          "goal " + rules.goal().name(),
          track.previousWindows()
              + "/"
              + track.reachedWindows()
              + describe(track.window())
              + spans(folded.windows(), GoalWindow::openedAt, GoalWindow::reachedAt));
    }
    return String.join("\n", lines.entrySet().stream().map(Object::toString).toList());
  }

  private static String naive(Facts facts) {
    Map<String, String> lines = new TreeMap<>();
    for (Event event : facts.events()) {
      long count =
          facts.events().stream().filter(other -> other.name().equals(event.name())).count();
      lines.put(event.name(), count + "x");
    }
    long first = facts.events().stream().mapToLong(Event::countedAt).min().orElseThrow();
    for (GoalRules rules : GOALS) {
      List<Window> windows = new NaiveWindows(rules.goal(), facts.events(), facts.profiles()).all();
      long before = Math.max(0, windows.size() - 1);
      long reached =
          windows.stream().limit(before).filter(w -> w.reachedAt() < Long.MAX_VALUE).count();
      lines.put(
          "goal " + rules.goal().name(),
          before
              + "/"
              + reached
              + (windows.isEmpty() ? "-" : describe(windows.getLast(), first, before, reached))
              + spans(windows, Window::openedAt, Window::reachedAt));
    }
    return String.join("\n", lines.entrySet().stream().map(Object::toString).toList());
  }

  private static String describe(@Nullable GoalWindow window) {
    return window == null
        ? "-"
        : " [%d %d %s first=%d before=%d/%d/%d profile=%s]"
            .formatted(
                window.openedAt(),
                window.reachedAt(),
                window.counts(),
                window.entry().firstEventAt(),
                window.entry().targetBefore(),
                window.entry().previousWindows(),
                window.entry().reachedWindows(),
                window.entry().plan() == null
                    ? "-"
                    : window.entry().plan() + " " + window.entry().monthlyPayment());
  }

  private static String describe(Window window, long first, long before, long reached) {
    return " [%d %d %s first=%d before=%d/%d/%d profile=%s]"
        .formatted(
            window.openedAt(),
            window.reachedAt(),
            window.counts(),
            Math.min(first, window.openedAt()),
            window.targetBefore(),
            before,
            reached,
            window.profile());
  }

  private static <W> String spans(
      List<W> windows,
      java.util.function.ToLongFunction<W> openedAt,
      java.util.function.ToLongFunction<W> reachedAt) {
    return windows.stream()
        .map(w -> openedAt.applyAsLong(w) + ".." + reachedAt.applyAsLong(w))
        .toList()
        .toString();
  }

  private static GoalRules goal(String name, String on, int hours, String target, String reentry) {
    String json =
        """
        {'entry': {'on': %s}, 'window': {'hours': %d}, 'target': {'any': [%s]}, 'reentry': '%s'}
        """
            .formatted(on, hours, target, reentry)
            .replace('\'', '"');
    Problems problems = new Problems();
    Goal goal =
        GoalReader.read(Json.read(json.getBytes(StandardCharsets.UTF_8)), name, 1, problems);
    problems.throwIfAny();
    return new GoalRules(goal);
  }
}
