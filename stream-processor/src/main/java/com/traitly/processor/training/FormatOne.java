package com.traitly.processor.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.processor.prediction.Blend;
import com.traitly.processor.prediction.FeatureSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns records of format 1, in which a learner was one regression without products of features,
 * into today's: the regression becomes the steady learner, fully trusted until the swift one has
 * proved itself. Other records are the same in both formats.
 */
final class FormatOne {
  private static final String COVARIANCE = "covariance";
  private static final String WEIGHTS = "weights";
  private static final String REGRESSION = "regression";

  private final ObjectMapper mapper;

  FormatOne(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  JsonNode upgraded(JsonNode record) {
    if (record.path("trainer").isObject()) {
      trainer((ObjectNode) record.path("trainer"));
    }
    if (record.path("model").isObject()) {
      ObjectNode model = (ObjectNode) record.path("model");
      widen((ObjectNode) model.path(REGRESSION), space(model));
      model.withObject("metrics").putArray("byAge");
      model.withObject("metrics").putArray("overTime");
    }
    return record;
  }

  private void trainer(ObjectNode trainer) {
    FeatureSpace space = space(trainer);
    ObjectNode steady = (ObjectNode) trainer.remove(REGRESSION);
    widen((ObjectNode) steady.path(REGRESSION), space);
    ObjectNode learner = mapper.valueToTree(Blend.untrained(space).state());
    learner.set("steady", steady.put("drift", learner.at("/steady/drift").asDouble()));
    learner.put("share", 1.0);
    trainer.set("learner", learner);
    ObjectNode belief = mapper.valueToTree(Blend.untrained(space).belief());
    for (JsonNode epoch : trainer.path("epochs")) {
      ObjectNode then = belief.deepCopy().put("share", 1.0);
      then.set("steady", padded((ArrayNode) epoch.path(WEIGHTS), space.dimension()));
      ((ObjectNode) epoch).set("belief", then);
    }
    for (String breakdown : List.of("byAge", "overTime")) {
      ObjectNode empty = trainer.withObject("scores").putObject(breakdown);
      empty.putArray("keys");
      empty.putArray("sums");
    }
  }

  private static FeatureSpace space(JsonNode owner) {
    List<String> signals = new ArrayList<>();
    owner.at("/space/signals").forEach(each -> signals.add(each.asText()));
    return new FeatureSpace(signals);
  }

  /** Adds weights of 0 with a variance of 1, as new ones have. */
  private void widen(ObjectNode regression, FeatureSpace space) {
    ArrayNode weights = (ArrayNode) regression.path(WEIGHTS);
    int narrow = weights.size();
    int wide = space.dimension();
    ArrayNode covariance = mapper.createArrayNode();
    int at = 0;
    for (int row = 0; row < wide; row++) {
      for (int column = row; column < wide; column++) {
        boolean known = column < narrow;
        covariance.add(
            known ? regression.path(COVARIANCE).path(at++).asDouble() : row == column ? 1.0 : 0.0);
      }
    }
    regression.set(WEIGHTS, padded(weights, wide));
    regression.set(COVARIANCE, covariance);
  }

  private static ArrayNode padded(ArrayNode weights, int length) {
    ArrayNode padded = weights.deepCopy();
    while (padded.size() < length) {
      padded.add(0.0);
    }
    return padded;
  }
}
