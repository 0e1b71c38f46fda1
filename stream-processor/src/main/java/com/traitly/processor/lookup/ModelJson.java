package com.traitly.processor.lookup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.Goal;
import com.traitly.prediction.GoalModel.Basis;
import com.traitly.prediction.GoalModel;
import com.traitly.prediction.evaluation.ModelMetrics;
import com.traitly.prediction.evaluation.ModelQuality;
import com.traitly.processor.registry.PublishedModel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A goal's model as JSON: its basis, how good it has been, and its signals and weights. */
final class ModelJson {
  private static final double DAY = Duration.ofDays(1).toMillis();
  private static final String PREDICTIONS = "predictions";
  private static final String MEAN_LIKELIHOOD = "mean_likelihood";
  private static final String REACHED_SHARE = "reached_share";
  private static final String LOG_LOSS = "log_loss";
  private static final String LIFE_TABLE_LOG_LOSS = "life_table_log_loss";

  private ModelJson() {}

  static ObjectNode of(Goal goal, PublishedModel published) {
    GoalModel model = published.model();
    ModelMetrics metrics = model.metrics();
    ObjectNode json =
        Json.object()
            .put("goal_name", goal.name())
            .put("goal_version", goal.version())
            .put("quality", word(metrics.quality()))
            .put("basis", word(model.basis()))
            .put("settled", published.settled())
            .put("epoch", model.epoch());
    json.put(
        "trained_up_to", model.epoch() == 0 ? null : (Long) Times.seconds(model.trainedUpTo()));
    json.put("windows", metrics.windows())
        .put("reached", metrics.reached())
        .put("examples", metrics.predictions());
    json.set("metrics", figures(metrics));
    judged(json, metrics);
    learnt(json, model);
    return json;
  }

  private static void judged(ObjectNode json, ModelMetrics metrics) {
    calibration(json.putArray("calibration"), metrics.bins());
    ArrayNode byAge = json.putArray("by_age");
    metrics
        .byAge()
        .forEach(each -> slice(byAge.addObject().put("from_day", each.from() / DAY), each));
    ArrayNode overTime = json.putArray("over_time");
    metrics
        .overTime()
        .forEach(each -> slice(overTime.addObject().put("from", Times.seconds(each.from())), each));
  }

  private static void learnt(ObjectNode json, GoalModel model) {
    ArrayNode signals = json.putArray("signals");
    model.space().signals().forEach(signals::add);
    ArrayNode weights = json.putArray("weights");
    model.weights().stream()
        .sorted(Comparator.comparingDouble((GoalModel.Weight each) -> -Math.abs(each.logits())))
        .forEach(each ->
            weights
                .addObject()
                .put("feature", each.feature())
                .put("weight", each.logits())
                .put("deviation", each.deviation()));
  }

  /** The quality as a word of the API. */
  static String word(ModelQuality quality) {
    return quality.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The basis as a word of the API. */
  static String word(Basis basis) {
    return basis.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void calibration(ArrayNode json, List<ModelMetrics.CalibrationBin> bins) {
    for (ModelMetrics.CalibrationBin each : bins) {
      json.addObject()
          .put(PREDICTIONS, each.predictions())
          .put(MEAN_LIKELIHOOD, each.meanLikelihood())
          .put(REACHED_SHARE, each.reachedShare());
    }
  }

  private static ObjectNode figures(ModelMetrics metrics) {
    return Json.object()
        .put("auc", metrics.auc())
        .put(LOG_LOSS, metrics.logLoss())
        .put(LIFE_TABLE_LOG_LOSS, metrics.lifeTableLogLoss())
        .put("served_log_loss", metrics.servedLogLoss())
        .put("skill", metrics.skill())
        .put("brier", metrics.brier())
        .put("ece", metrics.calibrationError())
        .put("bias", metrics.bias());
  }

  private static void slice(ObjectNode json, ModelMetrics.Slice slice) {
    json.put(PREDICTIONS, slice.predictions())
        .put(MEAN_LIKELIHOOD, slice.meanLikelihood())
        .put(REACHED_SHARE, slice.reachedShare())
        .put(LOG_LOSS, slice.logLoss())
        .put(LIFE_TABLE_LOG_LOSS, slice.lifeTableLogLoss());
  }
}
