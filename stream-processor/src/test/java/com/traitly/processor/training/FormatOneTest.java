package com.traitly.processor.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import com.traitly.processor.prediction.FeatureSpace;
import com.traitly.processor.prediction.GoalShape;
import com.traitly.processor.prediction.Trainer;
import com.traitly.processor.prediction.WindowsInMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A learner stored by the format before goes on learning. */
class FormatOneTest {
  private static final FeatureSpace SPACE = new FeatureSpace(List.of("a"));
  private static final GoalShape SHAPE = GoalShape.ofWindow(10 * 86_400);
  private static final int NARROW = 2 + SPACE.features();

  private final ObjectMapper smile = new SmileMapper();

  @Test
  void aLearnerOfFormatOneGoesOn() throws Exception {
    TrainerRecord today =
        new TrainerRecord(
            7,
            Set.of(0),
            Map.of(),
            Set.of(0),
            Trainer.create(SHAPE, SPACE, 0.2, new WindowsInMemory()).state());
    byte[] written = SmileSerde.of(TrainerRecord.class).serializer().serialize("", today);
    ObjectNode old = (ObjectNode) smile.readTree(written, 1, written.length - 1);
    ObjectNode trainer = (ObjectNode) old.path("trainer");
    ObjectNode steady = (ObjectNode) trainer.path("learner").path("steady");
    trainer.remove("learner");
    ObjectNode regression = steady.putObject("regression");
    for (int i = 0; i < NARROW; i++) {
      regression.withArray("weights").add(i / 10.0);
    }
    for (int i = 0; i < NARROW * (NARROW + 1) / 2; i++) {
      regression.withArray("covariance").add(i);
    }
    trainer.set("regression", steady);
    ObjectNode epoch = (ObjectNode) trainer.path("epochs").path(0);
    epoch.remove("belief");
    epoch.set("weights", regression.path("weights").deepCopy());
    ((ObjectNode) trainer.path("scores")).remove(List.of("byAge", "overTime"));

    TrainerRecord read =
        SmileSerde.of(TrainerRecord.class).deserializer().deserialize("", formatOne(old));

    Trainer restored = Trainer.restore(requireNonNull(read.trainer()), new WindowsInMemory());
    double[] weights = restored.model().regression().weights();
    assertThat(weights).hasSize(SPACE.dimension());
    assertThat(weights[3]).isEqualTo(0.3);
    assertThat(weights[NARROW]).isZero();
    double[] covariance = restored.model().regression().covariance();
    assertThat(covariance[1]).as("first row").isEqualTo(1.0);
    assertThat(covariance[SPACE.dimension()]).as("second row").isEqualTo(NARROW);
    assertThat(covariance[covariance.length - 1]).as("new weights").isEqualTo(1.0);
  }

  private byte[] formatOne(ObjectNode record) throws Exception {
    byte[] body = smile.writeValueAsBytes(record);
    return ByteBuffer.allocate(body.length + 1).put((byte) 1).put(body).array();
  }
}
