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
 * Turns records of format 2, in which a learner had fewer products of features, into today's: what
 * is added at the end of x has a weight of 0 and the variance with which it would begin. Other
 * records are the same in both formats.
 */
final class FormatTwo {
  private static final String COVARIANCE = "covariance";
  private static final String WEIGHTS = "weights";
  private static final String REGRESSION = "regression";
  private static final String STEADY = "steady";

  private final ObjectMapper mapper;

  FormatTwo(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  JsonNode upgraded(JsonNode record) {
    JsonNode trainer = record.path("trainer");
    if (trainer.isObject()) {
      FeatureSpace space = space(trainer);
      widen(trainer.path("learner").path(STEADY), space);
      for (JsonNode epoch : trainer.path("epochs")) {
        ObjectNode belief = (ObjectNode) epoch.path("belief");
        belief.set(STEADY, padded((ArrayNode) belief.path(STEADY), space));
      }
    }
    JsonNode model = record.path("model");
    if (model.isObject()) {
      widen(model, space(model));
    }
    return record;
  }

  /** The signals of a trainer or model. */
  static FeatureSpace space(JsonNode owner) {
    List<String> signals = new ArrayList<>();
    owner.at("/space/signals").forEach(each -> signals.add(each.asText()));
    return new FeatureSpace(signals);
  }

  private void widen(JsonNode owner, FeatureSpace space) {
    ObjectNode regression = (ObjectNode) owner.path(REGRESSION);
    ArrayNode weights = (ArrayNode) regression.path(WEIGHTS);
    ArrayNode known = (ArrayNode) regression.path(COVARIANCE);
    ObjectNode steady = mapper.valueToTree(Blend.untrained(space).state().steady());
    ArrayNode covariance = (ArrayNode) steady.path(REGRESSION).path(COVARIANCE);
    int narrow = weights.size();
    int wide = space.dimension();
    for (int row = 0, from = 0, to = 0; row < narrow; row++, to += wide - narrow) {
      for (int column = row; column < narrow; column++) {
        covariance.set(to++, known.get(from++));
      }
    }
    regression.set(WEIGHTS, padded(weights, space));
    regression.set(COVARIANCE, covariance);
  }

  private static ArrayNode padded(ArrayNode weights, FeatureSpace space) {
    ArrayNode padded = weights.deepCopy();
    while (padded.size() < space.dimension()) {
      padded.add(0.0);
    }
    return padded;
  }
}
