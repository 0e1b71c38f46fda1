package com.traitly.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TrialFunnelTest {
  private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
  private static final long WINDOW = Duration.ofDays(30).toSeconds();

  @Test
  void theSameSeedGivesTheSameFunnelAndAnotherSeedAnother() {
    TrialFunnel funnel = TrialFunnel.simulate(7, 200, 60, END);

    assertThat(TrialFunnel.simulate(7, 200, 60, END)).isEqualTo(funnel);
    assertThat(TrialFunnel.simulate(8, 200, 60, END)).isNotEqualTo(funnel);
  }

  @Seeded
  @Test
  void everythingIsInTimeOrderAndWithinTheSimulatedDays(RandomGenerator random) {
    TrialFunnel funnel = TrialFunnel.simulate(random, 300, 60, END);
    long start = END.minus(Duration.ofDays(60)).getEpochSecond();
    Map<String, Long> createdAt = createdAt(funnel);

    assertThat(createdAt).hasSize(300);
    assertThat(funnel.customers())
        .isSortedAccordingTo(Comparator.comparingLong(TrialCustomer::createdAt))
        .allMatch(customer -> customer.createdAt() >= start);
    assertThat(funnel.events())
        .isSortedAccordingTo(Comparator.comparingLong(FunnelEvent::occurredAt))
        .allMatch(event ->
            event.occurredAt() >= createdAt.getOrDefault(event.customerId(), Long.MAX_VALUE))
        .allMatch(event -> event.occurredAt() < END.getEpochSecond());
    assertThat(new HashSet<>(funnel.events().stream().map(FunnelEvent::eventId).toList()))
        .hasSameSizeAs(funnel.events());
  }

  @Test
  void aPlausibleShareSubscribesWithinThirtyDays() {
    TrialFunnel funnel = TrialFunnel.simulate(1, 3_000, 60, END);

    double share = share(subscribed(funnel), observed(funnel));

    assertThat(share).isBetween(0.15, 0.35);
    assertThat(funnel.events()).hasSizeBetween(30_000, 150_000);
  }

  @Test
  void thoseWhoDoWhatCausesTheOutcomeReachItMoreOftenAndThoseWhoHitErrorsLess() {
    TrialFunnel funnel = TrialFunnel.simulate(2, 6_000, 60, END);
    double everyone = share(subscribed(funnel), observed(funnel));

    for (String event : Effect.named(Effect.Kind.CAUSAL)) {
      assertThat(shareOfEarlyDoers(funnel, event)).as(event).isGreaterThan(everyone * 1.2);
    }
    for (String event : Effect.named(Effect.Kind.HARMFUL)) {
      assertThat(shareOfEarlyDoers(funnel, event)).as(event).isLessThan(everyone * 0.8);
    }
    assertThat(shareOfEarlyDoers(funnel, "Changed Avatar"))
        .isBetween(everyone * 0.85, everyone * 1.15);
    // Correlated, although it causes nothing: what an honest observer would see.
    assertThat(shareOfEarlyDoers(funnel, "Viewed Pricing")).isGreaterThan(everyone * 1.1);
  }

  /**
   * Looks at the first five days only: customers who subscribe early have less time to do things.
   */
  private static double shareOfEarlyDoers(TrialFunnel funnel, String event) {
    Map<String, Long> createdAt = createdAt(funnel);
    long early = Duration.ofDays(5).toSeconds();
    Set<String> doers =
        funnel.events().stream()
            .filter(each -> each.name().equals(event))
            .filter(each ->
                each.occurredAt() - createdAt.getOrDefault(each.customerId(), Long.MAX_VALUE)
                    < early)
            .map(FunnelEvent::customerId)
            .collect(Collectors.toSet());
    return share(subscribed(funnel), observed(funnel).stream().filter(doers::contains).toList());
  }

  private static double share(Set<String> reached, List<String> among) {
    return (double) among.stream().filter(reached::contains).count() / among.size();
  }

  /** Customers whose thirty days are over. */
  private static List<String> observed(TrialFunnel funnel) {
    return funnel.customers().stream()
        .filter(customer -> customer.createdAt() <= END.getEpochSecond() - WINDOW)
        .map(TrialCustomer::customerId)
        .toList();
  }

  private static Set<String> subscribed(TrialFunnel funnel) {
    Map<String, Long> createdAt = createdAt(funnel);
    return funnel.events().stream()
        .filter(event -> event.name().equals(Effect.TARGET))
        .filter(event ->
            event.occurredAt() - createdAt.getOrDefault(event.customerId(), Long.MAX_VALUE)
                < WINDOW)
        .map(FunnelEvent::customerId)
        .collect(Collectors.toSet());
  }

  private static Map<String, Long> createdAt(TrialFunnel funnel) {
    return funnel.customers().stream()
        .collect(Collectors.toMap(TrialCustomer::customerId, TrialCustomer::createdAt));
  }
}
