package com.traitly.processor.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.prediction.GoalModel;
import com.traitly.prediction.GoalModel.Basis;
import com.traitly.prediction.GoalModel.Weight;
import com.traitly.prediction.evaluation.ModelMetrics;
import com.traitly.prediction.evaluation.ModelQuality;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.streams.state.StateAnswer;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Answers with what is known of the model of a goal, or with {@code dry_run} of a draft: its basis,
 * how good it has been, and its signals and weights. Every process knows all models. Thread-safe.
 */
public record ModelQuery(GoalRegistry registry) implements StateQuery {
  /** The query's name in the state protocol. */
  public static final String NAME = "goal-model";

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final double DAY = Duration.ofDays(1).toMillis();
  private static final ObjectMapper RECORDS =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  @Override
  public JsonNode answer(StateRequest request) {
    AccountKey key = GoalQueries.goal(request);
    Goal goal = await(key, GoalQueries.version(request)).goal();
    return json(goal, registry.modelOrPrior(key, goal));
  }

  /** Waits for the goal: the caller has seen it, so this process will see it in a moment. */
  private GoalRules await(AccountKey key, long version) {
    try {
      GoalRules rules = registry.await(key, version, PATIENCE);
      if (rules == null) {
        throw StateAnswer.unavailable();
      }
      return rules;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StateAnswer.unavailable();
    }
  }

  private static ObjectNode json(Goal goal, PublishedModel published) {
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
    json.set("calibration", records(metrics.bins()));
    ArrayNode byAge = json.putArray("by_age");
    metrics
        .byAge()
        .forEach(each -> slice(byAge.addObject().put("from_day", each.from() / DAY), each));
    ArrayNode overTime = json.putArray("over_time");
    metrics
        .overTime()
        .forEach(each -> slice(overTime.addObject().put("from", Times.seconds(each.from())), each));
    json.set("signals", records(model.space().signals()));
    Comparator<Weight> bySize = Comparator.comparingDouble(each -> -Math.abs(each.weight()));
    return json.set("weights", records(model.weights().stream().sorted(bySize).toList()));
  }

  /** The records as objects with a field for each component. */
  static ArrayNode records(List<?> records) {
    return RECORDS.valueToTree(records);
  }

  private static void slice(ObjectNode json, ModelMetrics.Slice slice) {
    ObjectNode figures = RECORDS.valueToTree(slice);
    figures.remove("from");
    json.setAll(figures);
  }

  private static ObjectNode figures(ModelMetrics metrics) {
    return Json.object()
        .put("auc", metrics.auc())
        .put("log_loss", metrics.logLoss())
        .put("life_table_log_loss", metrics.lifeTableLogLoss())
        .put("served_log_loss", metrics.servedLogLoss())
        .put("skill", metrics.skill())
        .put("brier", metrics.brier())
        .put("ece", metrics.calibrationError())
        .put("bias", metrics.bias());
  }

  /** The quality as a word of the API. */
  static String word(ModelQuality quality) {
    return quality.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The basis as a word of the API. */
  static String word(Basis basis) {
    return basis.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
