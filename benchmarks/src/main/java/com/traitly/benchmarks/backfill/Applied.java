package com.traitly.benchmarks.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Amount;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How long it took to apply a goal to stored customers, in seconds from the request.
 *
 * @param begun when the first customer was replayed: all were counted and the signals chosen
 * @param replayed when the last customer was replayed
 * @param settled when all history was learnt and the model published
 * @param learning how much of that time the thread of the trainer spent on learning
 * @param windows how many windows are over
 */
record Applied(double begun, double replayed, double settled, double learning, long windows) {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(25);
  private static final String LEARNT =
      "traitly_processor_turns_finished_seconds_sum{work=\"learn\"}";

  /**
   * Measures one application.
   *
   * @param ask sends the request
   * @param progress where its {@code done} and {@code total} are shown
   * @param model where its model is shown
   */
  static Applied watch(
      Services services, Services.Running product, Runnable ask, Shown progress, Shown model) {
    double learntBefore = services.metric(product, LEARNT);
    try (ApiClient api = new ApiClient(product.baseUrl(), Services.API_KEY)) {
      long start = System.nanoTime();
      ask.run();
      await(() -> progress.in(api).path("done").asLong() > 0);
      double begun = since(start);
      await(() -> {
        JsonNode now = progress.in(api);
        return now.path("done").asLong() > 0
            && now.path("done").asLong() >= now.path("total").asLong();
      });
      double replayed = since(start);
      await(() -> model.in(api).path("settled").asBoolean());
      double settled = since(start);
      double learning = services.metric(product, LEARNT) - learntBefore;
      return new Applied(
          begun, replayed, settled, learning, model.in(api).path("windows").asLong());
    }
  }

  /** A part of the first item in the answer to a path. */
  record Shown(String path, String pointer) {
    JsonNode in(ApiClient api) {
      return api.get(path).first().at(pointer);
    }
  }

  List<Amount> amounts(String what, String key) {
    return List.of(
        new Amount(what + ": customers counted, signals chosen", key + "_counted", begun, "s"),
        new Amount(what + ": replayed", key + "_replayed", replayed - begun, "s"),
        new Amount(
            what + ": from then on until it is learnt", key + "_rest", settled - replayed, "s"),
        new Amount(what + ": spent on learning alone", key + "_learning", learning, "s"),
        new Amount(what + ": in all", key + "_settled", settled, "s"),
        new Amount(what + ": windows learnt", key + "_windows", (double) windows, ""));
  }

  private static void await(BooleanSupplier holds) {
    Await.until("a goal to be applied", PATIENCE, LOOK_AGAIN, holds);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
