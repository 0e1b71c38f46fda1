package com.traitly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.funnel.TrialCustomer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * All customers who are still on their way to a goal, one lookup each.
 *
 * @param active everyone whose window is open and who has not reached the goal
 * @param lookups how many lookups it took
 * @param seconds how long they took
 */
record Survey(List<CustomerLookup> active, int lookups, double seconds) {
  private static final int AT_ONCE = 8;
  private static final int CANDIDATES = 60;

  /**
   * One customer's state in a goal, as a lookup gave it.
   *
   * @param customer the customer that was looked up
   * @param lookup the whole answer
   */
  record CustomerLookup(TrialCustomer customer, JsonNode lookup) {
    /** Whether the window is open and the goal not reached: only then is there something to do. */
    boolean isActive() {
      return !lookup.path("data").isEmpty();
    }

    double likelihood() {
      return lookup.path("likelihood").asDouble();
    }

    JsonNode topAction() {
      return lookup.path("data").path(0);
    }

    String topActionName() {
      return topAction().path("event_name").asText();
    }

    int daysLeft() {
      return topAction().path("goal_days_left").asInt();
    }
  }

  /** What doing the top action once would change. */
  record Gain(CustomerLookup standing, double likelihoodAfter) {
    double points() {
      return likelihoodAfter - standing.likelihood();
    }
  }

  static Survey of(ApiClient api, List<TrialCustomer> customers, String goalName) {
    long start = System.nanoTime();
    List<CustomerLookup> active = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<CustomerLookup>> pending = new ArrayList<>();
      for (TrialCustomer customer : customers) {
        pending.add(pool.submit(() -> standing(api, customer, goalName)));
      }
      for (Future<CustomerLookup> each : pending) {
        CustomerLookup standing = each.get();
        if (standing.isActive()) {
          active.add(standing);
        }
      }
    } catch (ExecutionException e) {
      throw new CallFailed("A lookup failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Interrupted during the lookups.", e);
    }
    return new Survey(active, customers.size(), (System.nanoTime() - start) / 1e9);
  }

  private static CustomerLookup standing(ApiClient api, TrialCustomer customer, String goalName) {
    return new CustomerLookup(customer, api.get(path(customer, goalName)).json());
  }

  static String path(TrialCustomer customer, String goalName) {
    return "/recommended-next-action?customer_id="
        + customer.customerId()
        + "&goal_name="
        + ApiClient.encoded(goalName);
  }

  double averageLikelihood() {
    return active.stream().mapToDouble(CustomerLookup::likelihood).average().orElse(0);
  }

  /** How many are less than half as likely as the average. */
  long atRisk() {
    double limit = averageLikelihood() / 2;
    return active.stream().filter(standing -> standing.likelihood() < limit).count();
  }

  /**
   * The customer with the most to gain from the top action, among the likeliest ones with time
   * left. Asks for each what the likelihood would be after doing it.
   */
  Optional<Gain> mostToGain(ApiClient api, String goalName) {
    return active.stream()
        .filter(standing -> standing.daysLeft() >= 5)
        .sorted(Comparator.comparingDouble(CustomerLookup::likelihood).reversed())
        .limit(CANDIDATES)
        .map(standing -> gain(api, standing, goalName))
        .max(Comparator.comparingDouble(Gain::points));
  }

  private static Gain gain(ApiClient api, CustomerLookup standing, String goalName) {
    String assumption = ApiClient.encoded(standing.topActionName() + ":+1");
    String path = path(standing.customer(), goalName) + "&assume=" + assumption;
    return new Gain(standing, api.get(path).json().path("likelihood").asDouble());
  }
}
