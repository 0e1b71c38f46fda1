package com.traitly.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.cli.api.TraitlyApi;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * What the API says of a goal and of the customers whose window is open.
 *
 * @param report figures of the goal's windows
 * @param windows how many the likelihoods were learnt from; the time of these is over, reached or
 *     not
 * @param quality how far the likelihoods may be relied on
 * @param expected how many of those whose window is open will reach the goal: their likelihoods
 *     added up
 * @param closest the customers with the highest likelihoods
 * @param atRisk how many are less than half as likely as the average
 * @param helped of those at risk, the ones whose next action raises the likelihood most; none whose
 *     likelihood it does not raise
 */
record Survey(
    JsonNode report,
    long windows,
    String quality,
    double expected,
    List<Prospect> closest,
    int atRisk,
    List<Prospect> helped) {
  static final int SHOWN = 10;
  private static final int AT_ONCE = 8;
  private static final int PAGE = 1_000;

  /** Asks the API. */
  static Survey of(TraitlyApi api, String goalName, DemoOutput output) throws IOException {
    String goal = "/goal/" + TraitlyApi.encoded(goalName);
    List<Prospect> all = list(api, goalName);
    double expected = all.stream().mapToDouble(Prospect::likelihood).sum();
    double limit = expected / all.size() / 2;
    List<Prospect> risky =
        all.stream().filter(each -> each.likelihood() < limit && !each.action().isEmpty()).toList();
    JsonNode model = api.get(goal + "/model").json().at("/data/0");
    return new Survey(
        report(api, goalName),
        model.path("windows").asLong(),
        model.path("quality").asText(),
        expected,
        sorted(
            lookUp(api, goalName, all.subList(0, Math.min(SHOWN, all.size())), output),
            Prospect::likelihood),
        (int) all.stream().filter(each -> each.likelihood() < limit).count(),
        sorted(
            lookUp(api, goalName, risky, output).stream().filter(each -> each.gain() > 0).toList(),
            Prospect::gain));
  }

  /** The address of a customer's lookup, below the API. */
  static String lookup(String customerId, String goalName) {
    return "/recommended-next-action?customer_id="
        + TraitlyApi.encoded(customerId)
        + "&goal_name="
        + TraitlyApi.encoded(goalName);
  }

  /** The parameter with which a lookup answers as if an action had been done once more. */
  static String assuming(String action) {
    return "&assume=" + TraitlyApi.encoded(action + ":+1");
  }

  /** Figures of a goal's windows. */
  static JsonNode report(TraitlyApi api, String goalName) throws IOException {
    return api.get("/goal/" + TraitlyApi.encoded(goalName) + "/report").json().at("/data/0");
  }

  /** All customers whose window is open and who have been announced, the closest first. */
  static List<Prospect> list(TraitlyApi api, String goalName) throws IOException {
    String goal = "/goal/" + TraitlyApi.encoded(goalName);
    List<Prospect> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get(goal + "/customer?order=-likelihood&limit=" + PAGE + cursor).json();
      page.path("data").forEach(item -> all.add(Prospect.listed(item)));
      String next = page.path("metadata").path("next_cursor").asText("");
      cursor = next.isEmpty() ? "" : "&cursor=" + TraitlyApi.encoded(next);
    } while (!cursor.isEmpty());
    return all;
  }

  private static List<Prospect> sorted(List<Prospect> all, ToDoubleFunction<Prospect> by) {
    return all.stream().sorted(Comparator.comparingDouble(by).reversed()).limit(SHOWN).toList();
  }

  private static List<Prospect> lookUp(
      TraitlyApi api, String goalName, List<Prospect> listed, DemoOutput output)
      throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Prospect>> pending =
          listed.stream().map(each -> pool.submit(() -> lookUp(api, goalName, each))).toList();
      List<Prospect> found = new ArrayList<>();
      for (Future<Prospect> each : pending) {
        found.add(each.get());
        output.progress(String.format(Locale.ROOT, "%,d of %,d", found.size(), pending.size()));
      }
      return found;
    } catch (ExecutionException e) {
      throw new IOException("A lookup failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted during the lookups");
    } finally {
      pool.shutdownNow();
    }
  }

  private static Prospect lookUp(TraitlyApi api, String goalName, Prospect listed)
      throws IOException {
    String path = lookup(listed.customerId(), goalName);
    JsonNode now = api.get(path).json();
    String action = Prospect.action(now);
    if (action.isEmpty()) {
      return listed.lookedUp(now, now.path("likelihood").asDouble());
    }
    JsonNode assumed = api.get(path + assuming(action)).json();
    return listed.lookedUp(now, assumed.path("likelihood").asDouble());
  }
}
