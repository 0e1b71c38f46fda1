package com.traitly.processor.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.processor.prediction.Blend;
import com.traitly.processor.prediction.FeatureSpace;
import java.util.List;

/**
 * Turns records of format 1, in which a learner was one regression, into those of format 2: the
 * regression becomes the steady learner, fully trusted until the swift one has proved itself. Other
 * records are the same in both formats.
 */
final class FormatOne {
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
      model.withObject("metrics").putArray("byAge");
      model.withObject("metrics").putArray("overTime");
    }
    return record;
  }

  private void trainer(ObjectNode trainer) {
    FeatureSpace space = FormatTwo.space(trainer);
    ObjectNode steady = (ObjectNode) trainer.remove(REGRESSION);
    ObjectNode learner = mapper.valueToTree(Blend.untrained(space).state());
    learner.set("steady", steady.put("drift", learner.at("/steady/drift").asDouble()));
    learner.put("share", 1.0);
    trainer.set("learner", learner);
    ObjectNode belief = mapper.valueToTree(Blend.untrained(space).belief());
    for (JsonNode epoch : trainer.path("epochs")) {
      ObjectNode then = belief.deepCopy().put("share", 1.0);
      then.set("steady", epoch.path("weights"));
      ((ObjectNode) epoch).set("belief", then);
    }
    for (String breakdown : List.of("byAge", "overTime")) {
      ObjectNode empty = trainer.withObject("scores").putObject(breakdown);
      empty.putArray("keys");
      empty.putArray("sums");
    }
  }
}
