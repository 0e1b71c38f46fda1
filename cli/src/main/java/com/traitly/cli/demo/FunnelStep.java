package com.traitly.cli.demo;

import com.traitly.funnel.Effect;
import com.traitly.funnel.FunnelEvent;
import com.traitly.funnel.TrialFunnel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many of the loaded customers did something, and how many of these subscribed.
 *
 * @param event its name
 * @param customers who did it at least once
 * @param subscribed how many of them subscribed
 * @param all how many customers there are
 */
record FunnelStep(String event, int customers, int subscribed, int all) {
  /** Counts the customers of each of these events. */
  static List<FunnelStep> of(TrialFunnel funnel, List<String> events) {
    Map<String, Set<String>> who =
        funnel.events().stream()
            .collect(
                Collectors.groupingBy(
                    FunnelEvent::name,
                    Collectors.mapping(FunnelEvent::customerId, Collectors.toSet())));
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
}
