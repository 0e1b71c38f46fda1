package com.traitly.funnel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Simulates one customer's days, from the sign-up to the end of the simulation. */
final class CustomerLife {
  private static final int DAY = 86_400;
  private static final int LAST_SESSION_START = DAY - 3 * 3_600;
  private static final int FIRST_SESSION_START = 1_200;
  private static final int BETWEEN_EVENTS = 240;
  private static final double INTEREST_HALF_LIFE_DAYS = 14;

  private final TrialCustomer customer;
  private final long endsAt;
  private final RandomGenerator random;
  private final Map<String, Integer> done = new HashMap<>();
  private final List<FunnelEvent> events = new ArrayList<>();

  private CustomerLife(TrialCustomer customer, long endsAt, RandomGenerator random) {
    this.customer = customer;
    this.endsAt = endsAt;
    this.random = random;
  }

  /** All events of the customer before {@code endsAt}, in time order; the outcome is the last. */
  static List<FunnelEvent> events(TrialCustomer customer, long endsAt, RandomGenerator random) {
    CustomerLife life = new CustomerLife(customer, endsAt, random);
    boolean subscribed = false;
    for (int day = 0; !subscribed && life.startOf(day) < endsAt; day++) {
      subscribed = life.live(day);
    }
    return List.copyOf(life.events);
  }

  private boolean live(int day) {
    long at = startOf(day) + random.nextInt(day == 0 ? FIRST_SESSION_START : LAST_SESSION_START);
    double interest = Math.pow(0.5, day / INTEREST_HALF_LIFE_DAYS);
    for (Effect effect : Effect.ALL) {
      double rate =
          interest * effect.baseRate() * Math.exp(effect.intentLoad() * customer.intent());
      for (int left = times(rate); left > 0; left--) {
        at += 1 + random.nextInt(BETWEEN_EVENTS);
        happen(effect.event(), at);
      }
    }
    if (random.nextDouble() < 1 - Math.exp(-hazard())) {
      return happen(Effect.TARGET, at + 1 + random.nextInt(BETWEEN_EVENTS));
    }
    return false;
  }

  /** A Poisson draw; no day holds more than a handful of anything. */
  private int times(double rate) {
    int times = 0;
    for (double left = random.nextExponential(); left < rate && times < 5; times++) {
      left += random.nextExponential();
    }
    return times;
  }

  private double hazard() {
    double hazard = Effect.BASE_HAZARD * Math.exp(Effect.HAZARD_INTENT_LOAD * customer.intent());
    for (Effect effect : Effect.ALL) {
      int counted = Math.min(done.getOrDefault(effect.event(), 0), Effect.COUNTED);
      hazard *= Math.pow(effect.hazardFactor(), counted);
    }
    return hazard;
  }

  private boolean happen(String name, long at) {
    if (at >= endsAt) {
      return false;
    }
    done.merge(name, 1, Integer::sum);
    String id = customer.customerId() + "-" + (events.size() + 1);
    events.add(new FunnelEvent(customer.customerId(), id, name, at));
    return true;
  }

  private long startOf(int day) {
    return customer.createdAt() + (long) day * DAY;
  }
}
