package com.traitly.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** Tries goals on the stored history, by the server's dry run. */
final class GoalBacktest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final TraitlyApi api;

  GoalBacktest(TraitlyApi api) {
    this.api = api;
  }

  /** Waits for the result, and says it in a sentence. */
  String sentence(Change change) throws IOException {
    String goal = "/goal/" + TraitlyApi.encoded(change.name());
    api.send("PUT", goal + "?dry_run=true", Json.bytes(Objects.requireNonNull(change.body())));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode model = api.get(goal + "/model?dry_run=true").json().path("data").path(0);
      if (model.path("settled").asBoolean()) {
        return sentence(model);
      }
      if (System.nanoTime() > deadline) {
        return "Backtest: not finished within ten minutes; see GET "
            + goal
            + "/model?dry_run=true.";
      }
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  private static String sentence(JsonNode model) {
    JsonNode run = model.path("dry_run");
    long enrolled = run.path("enrolled").asLong();
    long reached = run.path("reached").asLong();
    return String.format(
        Locale.ROOT,
        "Backtest: %,d windows in the stored history, %,d reached (%.1f %%); quality: %s.",
        enrolled,
        reached,
        enrolled == 0 ? 0.0 : 100.0 * reached / enrolled,
        model.path("quality").asText("unknown"));
  }
}
