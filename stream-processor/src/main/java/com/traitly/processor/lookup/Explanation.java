package com.traitly.processor.lookup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.prediction.GoalModel;
import com.traitly.prediction.GoalModel.Contribution;
import com.traitly.prediction.GoalModel.CredibleInterval;
import com.traitly.prediction.features.WindowSnapshot;
import com.traitly.processor.goals.GoalStatus;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a likelihood is what it is, as JSON. */
final class Explanation {
  private Explanation() {}

  /**
   * The explanation.
   *
   * @param before the window one time step of the goal ago; null when the window is younger
   */
  static ObjectNode of(
      GoalModel model,
      WindowSnapshot snapshot,
      @Nullable WindowSnapshot before,
      GoalStatus status) {
    if (status != GoalStatus.ACTIVE) {
      // Nothing is estimated any more: the outcome is known.
      return Json.object().put("basis", status.name().toLowerCase(Locale.ROOT));
    }
    CredibleInterval interval = model.interval80(snapshot);
    ObjectNode json =
        Json.object()
            .put("basis", ModelQuery.word(model.basis()))
            .put("quality", ModelQuery.word(model.metrics().quality()))
            .put("windows_seen", model.metrics().windows())
            .put("examples", model.metrics().predictions())
            .put("skill", model.metrics().skill());
    json.putArray("interval_80").add(interval.low()).add(interval.high());
    if (before != null) {
      json.set("change", change(model, before, snapshot));
    }
    Comparator<Contribution> bySize = Comparator.comparingDouble(c -> -Math.abs(c.logits()));
    return json.set(
        "contributions",
        ModelQuery.records(model.contributions(snapshot).stream().sorted(bySize).toList()));
  }

  /** Uses today's model for both likelihoods, so that what it learnt meanwhile is left out. */
  private static ObjectNode change(GoalModel model, WindowSnapshot before, WindowSnapshot now) {
    double then = model.likelihood(before);
    double waited = model.likelihood(before.at(now.asOf()));
    return Json.object()
        .put("since", Times.seconds(before.asOf()))
        .put("likelihood_then", then)
        .put("by_time", waited - then)
        .put("by_events", model.likelihood(now) - waited);
  }
}
