package com.traitly.processor.customer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.CustomerFact.Upsert;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.FactTime;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.customer.NaiveWindows.Window;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/**
 * State is a pure function of the set of facts. Events and profile facts with any dates, often of
 * one instant, give the same result as a naive search of all facts, in whatever order they come.
 */
@Tag("thorough")
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
              "always"),
          goal(
              "moved",
              "{'customer': {'plan': ['Trial'], 'tier': ['a']}}",
              30,
              "{'plan': ['Pro']}, {'event': 'buy', 'count': 2}",
              "never"),
          goal(
              "moving",
              "{'customer': {'plan': ['Trial']}}",
              12,
              "{'plan': ['Pro']}, {'event': 'answer'}",
              "always"));
  private static final long HOUR = 3_600_000L;

  /** Events and profile facts, each in the order sent. */
  private record Facts(List<Event> events, List<Upsert> profiles) {}

  private static final class Customer {
    final CustomerState state = new CustomerState();
    final CustomerTimeline timeline = new CustomerTimeline(state, new MemoryPages());
    final CustomerFacts facts = new CustomerFacts("acme", state, timeline, GOALS);
    @Nullable CustomerProfile profile;

    void apply(Upsert fact) {
      profile = facts.apply(fact, profile, fact.receivedAt());
    }
  }

  @RepeatedTest(1_500)
  void anyFactsInAnyOrderGiveWhatANaiveSearchFinds(RandomGenerator random) {
    Facts facts = facts(random, 1 + random.nextInt(40));
    List<Event> repeated = new ArrayList<>(facts.events());
    for (int i = random.nextInt(8); i > 0; i--) {
      repeated.add(facts.events().get(random.nextInt(facts.events().size())));
    }

    assertThat(outcome(apply(random, new Facts(repeated, facts.profiles()))))
        .isEqualTo(naive(facts));
  }

  @RepeatedTest(300)
  void factsInTheOrderTheyHappenedGiveTheSame(RandomGenerator random) {
    Facts drawn = facts(random, 1 + random.nextInt(60));
    List<Event> events = new ArrayList<>(drawn.events());
    events.sort(Comparator.comparingLong(Event::countedAt));
    List<Upsert> profiles = new ArrayList<>(drawn.profiles());
    profiles.replaceAll(each -> each.updatedAt() == null ? dated(each, each.receivedAt()) : each);
    profiles.sort(Comparator.comparingLong(CustomerFactsPropertyTest::at));
    Customer customer = new Customer();
    int next = 0;
    for (Event event : events) {
      while (next < profiles.size() && at(profiles.get(next)) <= event.countedAt()) {
        customer.apply(profiles.get(next++));
      }
      customer.facts.apply(event, event.receivedAt());
    }
    while (next < profiles.size()) {
      customer.apply(profiles.get(next++));
    }

    assertThat(outcome(customer)).isEqualTo(naive(new Facts(events, profiles)));
  }

  @RepeatedTest(10)
  void aLongHistoryGivesTheSame(RandomGenerator random) {
    Facts facts = facts(random, 1_500);
    List<Event> repeated = new ArrayList<>(facts.events());
    repeated.addAll(facts.events().subList(0, 500));

    assertThat(outcome(apply(random, new Facts(repeated, facts.profiles()))))
        .isEqualTo(naive(facts));
  }

  @RepeatedTest(100)
  void stateSurvivesBeingWrittenAndRead(RandomGenerator random) {
    Customer customer = apply(random, facts(random, 1 + random.nextInt(100)));

    byte[] state = CustomerStateCodec.write(customer.state);
    byte[] profile = ProfileHistoryCodec.write(customer.timeline.profile());

    assertThat(CustomerStateCodec.write(CustomerStateCodec.read(state))).isEqualTo(state);
    assertThat(ProfileHistoryCodec.write(ProfileHistoryCodec.read(profile))).isEqualTo(profile);
  }

  private static Facts facts(RandomGenerator random, int count) {
    List<Event> events = new ArrayList<>();
    // Few different instants, so that facts often share one.
    long unit = random.nextBoolean() ? HOUR / 3 : HOUR;
    for (int i = 0; i < count; i++) {
      long receivedAt = (80 + random.nextLong(20)) * HOUR;
      long at = random.nextInt(10) == 0 ? receivedAt + 5 * HOUR : random.nextLong(60) * unit;
      String name = NAMES.get(random.nextInt(NAMES.size()));
      events.add(new Event("c", name, at, receivedAt, "id" + i, Map.of()));
    }
    List<Upsert> profiles = new ArrayList<>();
    long receivedAt = random.nextLong(60) * unit;
    for (int i = random.nextInt(8); i > 0; i--) {
      profiles.add(fact(random, receivedAt, unit));
      // Gateway clocks differ: a later fact may be received earlier.
      receivedAt += random.nextLong(-2, 15) * unit;
    }
    return new Facts(events, profiles);
  }

  private static Upsert fact(RandomGenerator random, long receivedAt, long unit) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    maybe(random, fields, "name", TextNode.valueOf("n" + random.nextInt(9)));
    maybe(random, fields, "plan", TextNode.valueOf(random.nextInt(3) == 0 ? "Pro" : "Trial"));
    maybe(random, fields, "monthly_payment_amount", IntNode.valueOf(random.nextInt(20)));
    ObjectNode attributes = Json.object();
    Map<String, JsonNode> inside = new LinkedHashMap<>();
    maybe(random, inside, "tier", TextNode.valueOf(random.nextBoolean() ? "a" : "b"));
    maybe(random, inside, "seats", IntNode.valueOf(random.nextInt(6)));
    if (random.nextInt(8) == 0) {
      fields.put("custom_attributes", NullNode.getInstance());
      fields.putAll(inside);
    } else if (!inside.isEmpty()) {
      fields.put("custom_attributes", attributes.setAll(inside));
    }
    Long updatedAt = random.nextInt(3) == 0 ? null : (Long) (random.nextLong(70) * unit);
    Long createdAt = random.nextInt(3) == 0 ? (Long) (random.nextLong(70) * unit) : null;
    return new Upsert("c", receivedAt, updatedAt, createdAt, fields);
  }

  private static void maybe(
      RandomGenerator random, Map<String, JsonNode> fields, String field, JsonNode value) {
    switch (random.nextInt(6)) {
      case 0 -> fields.put(field, NullNode.getInstance());
      case 1, 2 -> {
        // The fact leaves the field out.
      }
      default -> fields.put(field, value);
    }
  }

  private static Upsert dated(Upsert fact, long at) {
    return new Upsert("c", fact.receivedAt(), at, fact.createdAt(), fact.fields());
  }

  private static long at(Upsert fact) {
    return FactTime.counted(requireNonNull(fact.updatedAt()), fact.receivedAt());
  }

  /** Applies events and profile facts, each in the order sent, but mixed in any order. */
  private static Customer apply(RandomGenerator random, Facts facts) {
    Customer customer = new Customer();
    int next = 0;
    for (Event event : facts.events()) {
      while (next < facts.profiles().size() && random.nextInt(facts.events().size()) < 4) {
        customer.apply(facts.profiles().get(next++));
      }
      customer.facts.apply(event, event.receivedAt());
    }
    while (next < facts.profiles().size()) {
      customer.apply(facts.profiles().get(next++));
    }
    return customer;
  }

  /** Totals, the profile and each goal's windows, both from the state and folded from history. */
  private static String outcome(Customer customer) {
    customer.facts.reconcile();
    Map<String, String> lines = new TreeMap<>();
    customer.state.totals().forEach((name, total) -> lines.put(name, total.count() + "x"));
    CustomerProfile profile = customer.profile;
    if (profile != null) {
      lines.put("profile", merged(profile));
      lines.put("created", customer.state.createdAt().toString());
    }
    for (GoalRules rules : GOALS) {
      EnrolmentWindows track =
          requireNonNull(customer.state.goals().get(rules.goal().name())).track();
      EnrolmentWindows folded =
          GoalFold.whole(rules, customer.timeline.history(Long.MIN_VALUE), null);
      lines.put(
          "goal " + rules.goal().name(),
          track.previousWindows()
              + "/"
              + track.reachedWindows()
              + (track.undecided() ? "?" : "")
              + describe(track.window())
              + spans(folded.windows(), GoalWindow::openedAt, GoalWindow::reachedAt));
    }
    return String.join("\n", lines.entrySet().stream().map(Object::toString).toList());
  }

  private static String merged(CustomerProfile profile) {
    Map<String, String> merged = new TreeMap<>();
    CustomerJson.item(profile)
        .properties()
        .forEach(each -> {
          if (List.of("name", "plan", "monthly_payment_amount").contains(each.getKey())
              && !each.getValue().isNull()) {
            merged.put(each.getKey(), each.getValue().asText());
          }
        });
    profile.customAttributes().forEach((name, value) -> merged.put(name, value.asText()));
    return merged.toString();
  }

  private static String naive(Facts facts) {
    Map<String, String> lines = new TreeMap<>();
    for (Event event : facts.events()) {
      long count =
          facts.events().stream().filter(other -> other.name().equals(event.name())).count();
      lines.put(event.name(), count + "x");
    }
    NaiveProfile profile = new NaiveProfile(facts.profiles());
    if (!facts.profiles().isEmpty()) {
      lines.put("profile", profile.merged().toString());
      lines.put("created", OptionalLong.of(profile.countedCreation()).toString());
    }
    long first = facts.events().stream().mapToLong(Event::countedAt).min().orElseThrow();
    for (GoalRules rules : GOALS) {
      NaiveWindows naive = new NaiveWindows(rules.goal(), facts.events(), profile);
      List<Window> windows = naive.all();
      long before = Math.max(0, windows.size() - 1);
      long reached =
          windows.stream().limit(before).filter(w -> w.reachedAt() < Long.MAX_VALUE).count();
      lines.put(
          "goal " + rules.goal().name(),
          before
              + "/"
              + reached
              + (naive.undecided() ? "?" : "")
              + (windows.isEmpty() ? "-" : describe(windows.getLast(), first, before, reached))
              + spans(windows, Window::openedAt, Window::reachedAt));
    }
    return String.join("\n", lines.entrySet().stream().map(Object::toString).toList());
  }

  private static String describe(@Nullable GoalWindow window) {
    return window == null
        ? "-"
        : " [%d %d %s %s first=%d before=%d/%d/%d profile=%s]"
            .formatted(
                window.openedAt(),
                window.reachedAt(),
                window.inferred(),
                window.counts(),
                window.entry().firstEventAt(),
                window.entry().targetBefore(),
                window.entry().previousWindows(),
                window.entry().reachedWindows(),
                (window.entry().plan() == null ? "-" : window.entry().plan())
                    + " "
                    + window.entry().monthlyPayment());
  }

  private static String describe(Window window, long first, long before, long reached) {
    return " [%d %d %s %s first=%d before=%d/%d/%d profile=%s]"
        .formatted(
            window.openedAt(),
            window.reachedAt(),
            window.inferred(),
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
