package com.traitly.processor.decision;

import static java.util.Objects.requireNonNull;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.customer.CustomerFacts;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.customer.MemoryPages;
import com.traitly.processor.goals.GoalRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A customer with one goal in memory, and its facts: what decisions are made about. */
final class DecidedCustomer {
  static final long HOUR = 3_600_000;

  /** Opens for twelve hours with every first look; buying reaches it. */
  static final GoalRules RULES = rules(1);

  final CustomerState state = new CustomerState();
  private final CustomerTimeline timeline = new CustomerTimeline(state, new MemoryPages());
  private final CustomerFacts facts = new CustomerFacts("acme", state, timeline, List.of(RULES));
  private int events;

  /** Returns that goal in a version. */
  static GoalRules rules(long version) {
    String json =
        """
        {"entry": {"on": {"event": "Look"}}, "window": {"hours": 12}, "reentry": "always",
         "target": {"any": [{"event": "Buy"}]},
         "actions": [{"event_name": "Ask", "target_count": 2}]}\
        """;
    return new GoalRules(
        GoalReader.read(
            Json.read(json.getBytes(StandardCharsets.UTF_8)), "goal", version, new Problems()));
  }

  /** Applies an event that happens at an instant. */
  DecidedCustomer did(String event, long at) {
    var unused = facts.apply(new Event("anna", event, at, at, "e" + events++, Map.of()), at);
    return this;
  }

  /** Returns the customer as it is loaded for one trigger. */
  LoadedCustomer loaded() {
    return new LoadedCustomer(new AccountKey("acme", "anna"), state, timeline, () -> null);
  }

  Enrolment enrolment() {
    return requireNonNull(state.enrolment(RULES));
  }
}
