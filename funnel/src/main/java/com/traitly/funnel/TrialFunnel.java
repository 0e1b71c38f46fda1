package com.traitly.funnel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A simulated trial funnel: sign-ups spread evenly over its days, what each customer did since, and
 * a known truth about what makes customers subscribe ({@link Effect#ALL}). The same seed gives the
 * same funnel on every machine.
 *
 * @param customers in the order of signing up
 * @param events of all customers, in time order
 */
public record TrialFunnel(List<TrialCustomer> customers, List<FunnelEvent> events) {
  private static final double ON_TRIAL = 0.6;
  private static final List<String> FIRST_NAMES =
      List.of(
          "Ada", "Bela", "Carmen", "Dmitri", "Elif", "Farid", "Grace", "Hana", "Ines", "Jonas",
          "Kofi", "Lena", "Mateo", "Nadia", "Oskar", "Priya", "Quinn", "Rosa", "Sami", "Tove");
  private static final List<String> LAST_NAMES =
      List.of(
          "Abbott",
          "Berg",
          "Castillo",
          "Dunne",
          "Eriksen",
          "Fontaine",
          "Grimaldi",
          "Haddad",
          "Ivanova",
          "Jansen",
          "Kimura",
          "Lindqvist",
          "Moreau",
          "Nwosu",
          "Okafor",
          "Petrov",
          "Quigley",
          "Rossi",
          "Santos",
          "Tanaka",
          "Urban",
          "Varga",
          "Whitfield",
          "Zeman");

  public TrialFunnel {
    customers = List.copyOf(customers);
    events = List.copyOf(events);
  }

  /**
   * Simulates the days up to an instant.
   *
   * @param customers how many sign up
   * @param days over how many days
   * @param end everything happens before it
   */
  public static TrialFunnel simulate(long seed, int customers, int days, Instant end) {
    // The one algorithm whose sequence for a seed is fixed by its specification.
    return simulate(new Random(seed), customers, days, end);
  }

  /** As above, drawing from a generator of the caller's. */
  public static TrialFunnel simulate(RandomGenerator random, int customers, int days, Instant end) {
    long endsAt = end.getEpochSecond();
    long spread = Duration.ofDays(days).toSeconds();
    List<TrialCustomer> signedUp = new ArrayList<>();
    List<FunnelEvent> events = new ArrayList<>();
    for (int number = 1; number <= customers; number++) {
      long before = endsAt - spread;
      long createdAt = before + spread * (number - 1) / customers + random.nextInt(60);
      TrialCustomer customer = customer(number, Math.min(createdAt, endsAt - 1), random);
      signedUp.add(customer);
      events.addAll(CustomerLife.events(customer, endsAt, random));
    }
    events.sort(
        Comparator.comparingLong(FunnelEvent::occurredAt).thenComparing(FunnelEvent::eventId));
    signedUp.sort(
        Comparator.comparingLong(TrialCustomer::createdAt)
            .thenComparing(TrialCustomer::customerId));
    return new TrialFunnel(signedUp, events);
  }

  private static TrialCustomer customer(int number, long createdAt, RandomGenerator random) {
    String first = FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size()));
    String last = LAST_NAMES.get(random.nextInt(LAST_NAMES.size()));
    return new TrialCustomer(
        String.format(Locale.ROOT, "demo-%04d", number),
        first + " " + last,
        String.format(Locale.ROOT, "%s.%s.%d@example.com", first, last, number)
            .toLowerCase(Locale.ROOT),
        random.nextDouble() < ON_TRIAL ? "Trial" : "Freemium",
        createdAt,
        random.nextGaussian());
  }
}
