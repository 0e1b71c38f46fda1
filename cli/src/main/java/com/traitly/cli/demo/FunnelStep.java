package com.traitly.cli.demo;

import com.traitly.funnel.Effect;
import com.traitly.funnel.FunnelEvent;
import com.traitly.funnel.TrialCustomer;
import com.traitly.funnel.TrialFunnel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many of the loaded customers did something in their goal window, and how many of these
 * subscribed in it.
 *
 * @param event its name
 * @param customers who did it at least once
 * @param subscribed how many of them subscribed
 * @param all how many customers there are
 */
record FunnelStep(String event, int customers, int subscribed, int all) {
  /**
   * Counts the customers of each of these events.
   *
   * @param window how long a customer has from the sign-up on; what happens later does not count
   */
  static List<FunnelStep> of(TrialFunnel funnel, Duration window, List<String> events) {
    Map<String, Set<String>> who = whoDid(funnel, window);
    Set<String> subscribed = who.getOrDefault(Effect.TARGET, Set.of());
    return events.stream()
        .map(event -> {
          Set<String> did = new HashSet<>(who.getOrDefault(event, Set.of()));
          int all = did.size();
          did.retainAll(subscribed);
          return new FunnelStep(event, all, did.size(), funnel.customers().size());
        })
        .toList();
  }

  private static Map<String, Set<String>> whoDid(TrialFunnel funnel, Duration window) {
    Map<String, Long> ends =
        funnel.customers().stream()
            .collect(
                Collectors.toMap(
                    TrialCustomer::customerId, each -> each.createdAt() + window.toSeconds()));
    return funnel.events().stream()
        .filter(event -> event.occurredAt() < ends.getOrDefault(event.customerId(), 0L))
        .collect(
            Collectors.groupingBy(
                FunnelEvent::name,
                Collectors.mapping(FunnelEvent::customerId, Collectors.toSet())));
  }
}
